# no model at all
