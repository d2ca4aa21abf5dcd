# wrong
dims m, n
input t [n]
param b []
J = max(((ones([n]) + b) * (b > t)))

derive J
db = sum(((((b > t) == max((b > t))) / sum(((b > t) == max((b > t))))) * (((b + ones([n])) * (b > t)) > 0)))
