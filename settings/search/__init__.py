"""Finding places by name, earlier name, town, authority, postcode or number, however they are written.

``words`` makes words of texts and of what people type; ``indexing`` keeps the words of places in the database;
``vocabulary`` knows which of those words a typed one may mean; ``following`` which numbers follow which; ``finding``
finds the places and ``ranking`` orders them.
"""

from settings.search.finding import Found, find
from settings.search.indexing import index, index_successors

__all__ = ["Found", "find", "index", "index_successors"]
