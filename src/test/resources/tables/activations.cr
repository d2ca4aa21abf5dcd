# Activations
dims n
input b [n]
param x [n], z [n], a []
check grad(sum(sigmoid(x)), x) == sigmoid(x)*(1 - sigmoid(x))  #= right
check grad(sum(sigmoid(x)), x) == 1 - sigmoid(x)  #= wrong
check \frac{\partial \operatorname{sum}(\sigma(\mathbf{x}))}{\partial \mathbf{x}} == \sigma(\mathbf{x}) \circ (1 - \sigma(\mathbf{x}))  #= right
check grad(sum(tanh(x)), x) == 1 - tanh(x)^2  #= right
check \frac{\partial \operatorname{sum}(\tanh(x))}{\partial x} == 1 - \tanh^{2}(x)  #= right
check \frac{\partial \operatorname{sum}(\tanh(x))}{\partial x} == 1  #= wrong
check grad(sum(softplus(x)), x) == sigmoid(x)  #= right
check grad(sum(softplus(x)), x) == -(sigmoid(x))  #= wrong
check grad(sum(logsigmoid(x)), x) == 1 - sigmoid(x)  #= right
check grad(sum(logsigmoid(x)), x) == sigmoid(-x)  #= right
check grad(sum(logsigmoid(x)), x) == -(sigmoid(-x))  #= wrong
check grad(sum(relu(x)), x) == step(x)  #= right
check grad(sum(relu(x)), x) == (x > 0)  #= right
check grad(sum(relu(x)), x) == -((x > 0))  #= wrong
check grad(sum(relu(x)), x) == where(x > 0, 1, 0)  #= right
check grad(sum(leaky_relu(x, alpha=0.1)), x) == where(x > 0, 1, 0.1)  #= right
check grad(sum(leaky_relu(x, alpha=0.1)), x) == -(where(x > 0, 1, 0.1))  #= wrong
check grad(sum(elu(x)), x) == where(x > 0, 1, exp(x))  #= right
check grad(sum(elu(x)), x) == where(x > 0, 1, elu(x) + 1)  #= right
check grad(sum(elu(x)), x) == -(where(x > 0, 1, elu(x) + 1))  #= wrong
check grad(sum(silu(x)), x) == sigmoid(x)*(1 + x*(1 - sigmoid(x)))  #= right
check grad(sum(silu(x)), x) == silu(x) + sigmoid(x)*(1 - silu(x))  #= right
check grad(sum(silu(x)), x) == silu(x) + sigmoid(x) * 1  #= wrong
check grad(sum(x*sigmoid(x)), x) == sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))  #= right
check \frac{\partial \operatorname{sum}(x \odot \sigma(x))}{\partial x} == \sigma(x) + x \odot \sigma(x) \odot (1 - \sigma(x))  #= right
check \frac{\partial \operatorname{sum}(x \odot \sigma(x))}{\partial x} == \sigma(x) + x \odot \sigma(x)  #= wrong
check grad(sum(gelu(x)), x) == normal_cdf(x) + x*normal_pdf(x)  #= right
check grad(sum(gelu(x)), x) == normal_cdf(x) - x * normal_pdf(x)  #= wrong
check grad(sum(gelu(x)), x) == (1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)  #= right
check grad(sum(mish(x)), x) == tanh(softplus(x)) + x*sigmoid(x)*(1 - tanh(softplus(x))^2)  #= right
check grad(sum(mish(x)), x) == x * sigmoid(x) * (1 - tanh(softplus(x)) ^ 2)  #= wrong
check grad(sum(softsign(x)), x) == 1/(1 + abs(x))^2  #= right
check grad(sum(x/(1 + abs(x))), x) == 1/(1 + abs(x))^2  #= right
check grad(sum(x/(1 + abs(x))), x) == 2*(1/(1 + abs(x))^2)  #= wrong
check \frac{\partial \operatorname{sum}(\frac{\mathbf{x}}{1 + |\mathbf{x}|})}{\partial \mathbf{x}} == \frac{1}{(1 + |\mathbf{x}|)^2}  #= right
check grad(sum(relu6(x)), x) == (x > 0)*(x < 6)  #= right
check grad(sum(hard_tanh(x)), x) == (abs(x) < 1)  #= right
check grad(sum(hard_tanh(x)), x) == -((abs(x) < 1))  #= wrong
check grad(sum(maximum(0, x)), x) == (x > 0)  #= right
check grad(sum(relu(x)^2), x) == 2*relu(x)  #= right
check grad(sum(relu(x)^2), x) == 3 * relu(x)  #= wrong
check grad(sum(maximum(x, b)), x) == (x > b)  #= right
check grad(sum(minimum(x, b)), x) == (x < b)  #= right
check grad(sum(minimum(x, b)), x) == -((x < b))  #= wrong
check grad(sum(abs(x - b)), x) == sign(x - b)  #= right
check \frac{\partial \operatorname{sum}(|x - b|)}{\partial x} == |x - b|  #= wrong
check grad(sum(atan(x)), x) == 1/(1 + x^2)  #= right
check grad(sum(atan(x)), x) == 2*(1/(1 + x^2))  #= wrong
check \frac{\partial}{\partial x} \operatorname{sum}\left(\arctan\left(x\right)\right) == \frac{1}{1 + x^2}  #= right
check grad(sum(exp(-x^2)), x) == -2*x*exp(-x^2)  #= right
check \frac{\partial \operatorname{sum}(\exp(-\mathbf{x}^2))}{\partial \mathbf{x}} == -2 \mathbf{x} \circ \exp(-\mathbf{x}^2)  #= right
check grad(sum(sin(x)/x), x) == (x*cos(x) - sin(x))/x^2  #= right
check grad(sum(sin(x)/x), x) == (x * cos(x) + sin(x)) / x ^ 2  #= wrong
check \frac{\partial \operatorname{sum}(\frac{\sin(x)}{x})}{\partial x} == \frac{x \odot \cos(x) - \sin(x)}{x^{2}}  #= right
check grad(sum(log(cosh(x - b))), x) == tanh(x - b)  #= right
check \frac{\partial}{\partial x} \operatorname{sum}\left(\log\left(\cosh\left(x - b\right)\right)\right) == \tanh\left(x - b\right)  #= right
check \frac{\partial}{\partial x} \operatorname{sum}\left(\log\left(\cosh\left(x - b\right)\right)\right) == 2 \tanh\left(x - b\right)  #= wrong
check grad(sum(sqrt(1 + (x - b)^2) - 1), x) == (x - b)/sqrt(1 + (x - b)^2)  #= right
check grad(sum(sqrt(1 + (x - b)^2) - 1), x) == (x - b) / sqrt((x - b) ^ 2)  #= wrong
check \frac{\partial \operatorname{sum}(\sqrt{1 + (\mathbf{x} - \mathbf{b})^2} - 1)}{\partial \mathbf{x}} == \frac{\mathbf{x} - \mathbf{b}}{\sqrt{1 + (\mathbf{x} - \mathbf{b})^2}}  #= right
check grad(sum(where(x > 0, x, a*x)), a) == sum(where(x > 0, 0, x))  #= right
check grad(sum(1/(1 + exp(-x))), x) == exp(-x)/(1 + exp(-x))^2  #= right
check grad(sum(1/(1 + exp(-x))), x) == exp(-x) / (1 + exp(-x)) ^ 3  #= wrong
check \frac{\partial}{\partial x} \operatorname{sum}\left(\frac{1}{1 + \exp\left(-x\right)}\right) == \frac{\exp\left(-x\right)}{\left(1 + \exp\left(-x\right)\right)^2}  #= right
check grad(sum(1/(1 + exp(-x))), x) == sigmoid(x) - sigmoid(x)^2  #= right
check \frac{\partial \operatorname{sum}(\frac{1}{1 + \exp(-\mathbf{x})})}{\partial \mathbf{x}} == \sigma(\mathbf{x}) - (\sigma(\mathbf{x}))^2  #= right
check \frac{\partial \operatorname{sum}(\frac{1}{1 + \exp(-\mathbf{x})})}{\partial \mathbf{x}} == \frac{\exp(-\mathbf{x})}{(1 + \exp(-\mathbf{x}))^3}  #= wrong
check grad(sum((x + sqrt(x^2 + 1))/2), x) == (1 + x/sqrt(x^2 + 1))/2  #= right
check grad(sum((x + sqrt(x^2 + 1))/2), x) == 1 + x / sqrt(x ^ 2 + 1)  #= wrong
check \frac{\partial \operatorname{sum}(\frac{x + \sqrt{x^{2} + 1}}{2})}{\partial x} == \frac{1 + \frac{x}{\sqrt{x^{2} + 1}}}{2}  #= right
check grad(sum(log(1 + exp(x))), x) == exp(x)/(1 + exp(x))  #= right
check \frac{\partial}{\partial x} \operatorname{sum}\left(\log\left(1 + \exp\left(x\right)\right)\right) == \frac{\exp\left(x\right)}{1 + \exp\left(x\right)}  #= right
check grad(sum(log(1 + exp(-x))), x) == -sigmoid(-x)  #= right
check grad(sum(log(1 + exp(-x))), x) == 2*(-sigmoid(-x))  #= wrong
check \frac{\partial \operatorname{sum}(\ln(1 + \exp(-\mathbf{x})))}{\partial \mathbf{x}} == -\sigma(-\mathbf{x})  #= right
check grad(dot(b, softmax(x)), x) == softmax(x)*(b - dot(b, softmax(x)))  #= right
check \frac{\partial b^{T} \operatorname{softmax}(x)}{\partial x} == \operatorname{softmax}(x) \odot (b - b^{T} \operatorname{softmax}(x))  #= right
check \frac{\partial b^{T} \operatorname{softmax}(x)}{\partial x} == -\operatorname{softmax}(x) \odot (b - b^{T} \operatorname{softmax}(x))  #= wrong
check grad(dot(b, log_softmax(x)), x) == b - sum(b)*softmax(x)  #= right
check grad(dot(b, log_softmax(x)), x) == -(b - sum(b)*softmax(x))  #= wrong
check grad(logsumexp(x), x) == exp(x - logsumexp(x))  #= right
