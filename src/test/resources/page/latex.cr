\[ z^{[1]} = W^{[1]} x + b^{[1]}, \quad a^{[1]} = \tanh(z^{[1]}) \]
\[ \hat{y} = \sigma(W^{[2]} a^{[1]} + b^{[2]}) \]
\[ L = -\left( y \log \hat{y} + (1 - y) \log(1 - \hat{y}) \right) \]
\[ \frac{\partial L}{\partial \hat{y}} = \frac{\hat{y} - y}{\hat{y}(1 - \hat{y})} \]
