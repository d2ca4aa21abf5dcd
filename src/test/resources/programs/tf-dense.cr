dims B, I, O
input x [B, I], t [B, O]
param W [I, O], b [O]
z = x @ W + b
y = tanh(z)
loss = mean((y - t)^2)
derive loss
dy = 2.0 * (y - t) / tf.cast(tf.size(y), tf.float32) # right
dz = dy * (1.0 - tf.square(y)) # right
dW = tf.matmul(x, dz, transpose_a=True) # right
db = tf.reduce_sum(dz, axis=1) # wrong
dx = tf.matmul(dz, W, transpose_b=True) # right
