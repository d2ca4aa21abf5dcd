dims m, n
input G [m, n]
param b [n], c [1, n]
J = sum(G * b) + sum(G * c)
derive J
syntax matlab
function [db, dc] = back(G)
db = zeros(n, 1);  #= undecided
for i = 1:m
  db = db + G(i, :)';  #= undecided
end
dc = sum(G, 1);  #= right
end
