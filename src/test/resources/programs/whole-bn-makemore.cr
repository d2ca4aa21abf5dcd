dims n, fi, h
input embcat [n, fi], dh [n, h]
param W1 [fi, h], b1 [h], bngain [1, h], bnbias [1, h]
hprebn = embcat @ W1 + b1
bnmeani = mean(hprebn, axis=0, keepdims=true)
bndiff = hprebn - bnmeani
bndiff2 = bndiff^2
bnvar = sum(bndiff2, axis=0, keepdims=true) / (n-1)
bnvar_inv = (bnvar + 1e-5)^(-0.5)
bnraw = bndiff * bnvar_inv
hpreact = bngain * bnraw + bnbias
h_ = tanh(hpreact)
loss = sum(h_ * dh)

derive loss
dhpreact = (1.0 - h_**2) * dh # right
dbngain = (bnraw * dhpreact).sum(0, keepdim=True) # right
dbnraw = bngain * dhpreact # right
dbnbias = dhpreact.sum(0, keepdim=True) # right
dbndiff = bnvar_inv * dbnraw
dbnvar_inv = (bndiff * dbnraw).sum(0, keepdim=True) # right
dbnvar = (-0.5*(bnvar + 1e-5)**-1.5) * dbnvar_inv # right
dbndiff2 = (1.0/(n-1))*torch.ones_like(bndiff2) * dbnvar # right
dbndiff += (2*bndiff) * dbndiff2 # right
dhprebn = dbndiff.clone()
dbnmeani = (-dbndiff).sum(0) # right
dhprebn += 1.0/n * (torch.ones_like(hprebn) * dbnmeani) # right
dembcat = dhprebn @ W1.T # right
dW1 = embcat.T @ dhprebn # right
db1 = dhprebn.sum(0) # right
