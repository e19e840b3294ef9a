"""The server of the page, on which one watches twin worlds, designs regimes and reads lives and registers."""
