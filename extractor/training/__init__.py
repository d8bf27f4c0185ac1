"""How the weights of the statistical stage are made: `extractor train`."""
