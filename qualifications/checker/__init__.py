"""The public checker: facts from an address, the questions still worth asking, and the answer as a page shows it."""
