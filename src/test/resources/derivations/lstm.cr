dims h, d
input x [d], hp [h], cp [h], dh [h]
param Wf [h,d], Uf [h,h], bf [h], Wi [h,d], Ui [h,h], bi [h], Wo [h,d], Uo [h,h], bo [h], Wg [h,d], Ug [h,h], bg [h]
zf = Wf@x + Uf@hp + bf
zi = Wi@x + Ui@hp + bi
zo = Wo@x + Uo@hp + bo
zg = Wg@x + Ug@hp + bg
f = sigmoid(zf)
i = sigmoid(zi)
o = sigmoid(zo)
g = tanh(zg)
c = f*cp + i*g
ht = o*tanh(c)
L = sum(ht*dh)
derive L
dht = dh
do = dht * tanh(c)
dc = dht * o * (1 - tanh(c)**2)
df = dc * cp
di = dc * g
dg = dc * i
dcp = dc * f
dzf = df * f * (1 - f)
dzi = di * i * (1 - i)
dzo = do * o * (1 - o)
dzg = dg * (1 - g**2)
dWf = np.outer(dzf, x)
dUf = np.outer(dzf, hp)
dbf = dzf
dhp = Uf.T @ dzf + Ui.T @ dzi + Uo.T @ dzo + Ug.T @ dzg
dx = Wf.T @ dzf + Wi.T @ dzi + Wo.T @ dzo + Wg.T @ dzg
