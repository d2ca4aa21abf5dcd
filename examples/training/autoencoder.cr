# A variational autoencoder (Kingma and Welling 2014) for the digits of 8 by 8 pixels: what is drawn is described by two numbers, with
# some noise, and drawn again from these. chainrule train autoencoder.cr --data FOLDER, with the file of the UCI repository.
dims   m, h=32, k=2
input  D [m, 65] = file("optdigits_tra.csv"), E [m, k] = normal
param  W1 [h, 64] = xavier, b1 [h] = zeros, Wm [k, h] = xavier, bm [k] = zeros, Ws [k, h] = normal(0, 0.01), bs [k] = zeros
param  W2 [h, k] = xavier, b2 [h] = zeros, W3 [64, h] = xavier, b3 [64] = zeros

X     = D[:, :64]/16
H     = tanh(X @ W1.T + b1)
mu    = H @ Wm.T + bm
logvar = H @ Ws.T + bs
code  = mu + exp(logvar/2)*E
drawn = tanh(code @ W2.T + b2) @ W3.T + b3
picture  = bce_with_logits(drawn, X, reduction="sum")/m
distance = -sum(1 + logvar - mu^2 - exp(logvar))/(2*m)
J = picture + distance
loss J

train
optimizer = adam(lr=0.005)
epochs  = 10
batch   = 50
shuffle = seeded
metrics = [picture, distance]
