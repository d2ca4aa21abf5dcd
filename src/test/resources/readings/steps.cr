# A recurrence that is written out: names of step t, the next, the one before, the last.
dims d, h, q
input x1 [d], x2 [d], x3 [d], h0 [h], r1 [q], r2 [q], r3 [q]
param W_hx [h, d], W_hh [h, h], W_qh [q, h]
h1 = W_hx @ x1 + W_hh @ h0
h2 = W_hx @ x2 + W_hh @ h1
h3 = W_hx @ x3 + W_hh @ h2
o1 = W_qh @ h1
o2 = W_qh @ h2
o3 = W_qh @ h3
L = 1/3 * (sum((o1 - r1)^2) + sum((o2 - r2)^2) + sum((o3 - r3)^2))

derive L
\frac{\partial L}{\partial \mathbf{o}_t} = \frac{2}{3}(\mathbf{o}_t - \mathbf{r}_t)    %= right
\frac{\partial L}{\partial \mathbf{W}_{qh}} = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{o}_t} \mathbf{h}_t^\top,    %= right
\frac{\partial L}{\partial \mathbf{W}_{qh}} = \sum_t \frac{\partial L}{\partial \mathbf{o}_t} \otimes \mathbf{h}_t    %= right: outer
\frac{\partial L}{\partial \mathbf{W}_{qh}} = \sum_{t=1}^{2} \frac{\partial L}{\partial \mathbf{o}_t} \mathbf{h}_t^\top    %= wrong
\frac{\partial L}{\partial \mathbf{h}_T} = \mathbf{W}_{qh}^\top \frac{\partial L}{\partial \mathbf{o}_T}.    %= right
\frac{\partial L}{\partial \mathbf{h}_t} = \mathbf{W}_{hh}^\top \frac{\partial L}{\partial \mathbf{h}_{t+1}} + \mathbf{W}_{qh}^\top \frac{\partial L}{\partial \mathbf{o}_t}.    %= right
\frac{\partial L}{\partial \mathbf{W}_{hx}} = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{x}_t^\top    %= right
\frac{\partial L}{\partial \mathbf{W}_{hh}} = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{h}_{t-1}^\top    %= right
\frac{\partial L}{\partial \mathbf{W}_{hh}} = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{h}_t^\top    %= wrong
\frac{\partial L}{\partial \mathbf{W}_{hh}} = \sum_{t=0}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{h}_{t-1}^\top    %= undecided
