# A loop is carried out, and the value of its last round is judged
dims m, n
input G [m, n]
param b [n], c [n]
J = sum(G * b) + sum(G * c)
derive J
db = np.zeros(n)
dc = 2 * G.sum(axis=0)
for i in range(m):
    db = db + G[i]  #= right
    if i > 0:
        dt = G[i]
dc = G.sum(axis=0)  #= right
