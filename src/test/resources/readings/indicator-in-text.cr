# An indicator in a plain formula
dims n, d
input X [n, d], y [n]
param w [d], b []
margin = 1 - y * (X @ w + b)
J = mean(relu(margin))
derive J
db = -(1/n) * sum(y ⊙ 1[margin > 0])  #= right
db = -(1/n) * sum(y ⊙ 1[margin < 0])  #= wrong
