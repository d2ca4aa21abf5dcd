# Lines in a loop are not judged, and those behind it are
dims m, n
input G [m, n]
param b [n], c [n]
J = sum(G * b) + sum(G * c)
derive J
db = np.zeros(n)  #= undecided
dc = 2 * G.sum(axis=0)
for i in range(m):
    db = db + G[i]  #= undecided
    if i > 0:
        dt = G[i]
dc = G.sum(axis=0)  #= right
