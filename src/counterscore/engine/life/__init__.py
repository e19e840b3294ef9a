"""Life events: circumstances, growing up, births, deaths, couples, ties and beliefs."""
