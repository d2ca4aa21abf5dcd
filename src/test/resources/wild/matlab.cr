dims m, n
input G [m, n]
param b [n], c [1, n]
J = sum(G * b) + sum(G * c)
derive J
syntax matlab
function [db, dc] = back(G)
db = zeros(n, 1);
for i = 1:m
  db = db + G(i, :)';  #= right
end
dc = sum(G, 1);  #= right
end
