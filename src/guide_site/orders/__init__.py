"""Orders in the pages: the bar of a guide, its deadlines, the list of all orders, as HTML for the scripts.

Every word that the scripts show stands here, in the page's language. Without scripts nothing of it is seen
but a sentence that says so.
"""
