"""The labour market: matching, vacancies, the posts of firms, and the wages at which people start."""
