# Keywords of PyTorch
dims m, n
input G [m, n]
param b [1, n], c [n], s []
J = sum(G * b) + sum(G * c) + s * sum(G)
derive J
db = G.sum(0, keepdim=True)  #= right
db = torch.sum(G, dim=0, keepdim=True)  #= right
db = G.sum(dim=1, keepdim=True)  #= wrong
dc = G.sum(dim=0)  #= right
dc = G.mean(dim=0)  #= wrong
ds = torch.sum(G)  #= right
