# Right equations and their wrong twins, plain and in LaTeX
dims n, m, k
input a [n], B [m, n], q [n] simplex(axis=0), r [n] simplex(axis=0), Y [k, n] onehot(axis=0), y [n] binary
param x [n], w [n] positive, s [] positive, mu [], Z [k, n], v [m], X [m, n], t []
check var(x) == mean(x^2) - mean(x)^2  #= right
check var(x) == mean(x^2) - mean(x)  #= wrong
check \operatorname{var}(x) == \operatorname{mean}(x^2) - \operatorname{mean}(x)^2  #= right
check \operatorname{var}(x) == \operatorname{mean}(x)^2 - \operatorname{mean}(x^2)  #= wrong
check sum((x - mean(x))*(a - mean(a))) == dot(x, a) - sum(x)*sum(a)/n  #= right
check sum((x - mean(x))*(a - mean(a))) == dot(x, a) - sum(x)*sum(a)  #= wrong
check \operatorname{sum}((x - \operatorname{mean}(x)) \odot a) == x^T a - \frac{\operatorname{sum}(x) \operatorname{sum}(a)}{n}  #= right
check \operatorname{sum}((x - \operatorname{mean}(x)) \odot a) == x^T a - \frac{\operatorname{sum}(x) \operatorname{sum}(a)}{n - 1}  #= wrong
check grad(sum(w*(x - mu)^2)/sum(w), mu) == 2*(mu - sum(w*x)/sum(w))  #= right
check grad(sum(w*(x - mu)^2)/sum(w), mu) == 2*(mu - mean(w*x))  #= wrong
check \frac{\partial}{\partial \mu} \frac{\sum_i w_i (x_i - \mu)^2}{\sum_i w_i} == 2 (\mu - \frac{\sum_i w_i x_i}{\sum_i w_i})  #= right
check \frac{\partial}{\partial \mu} \frac{\sum_i w_i (x_i - \mu)^2}{\sum_i w_i} == 2 (\frac{\sum_i w_i x_i}{\sum_i w_i} - \mu)  #= wrong
check grad(log(sum(exp(x)*w)), x) == w*exp(x)/sum(w*exp(x))  #= right
check grad(log(sum(exp(x)*w)), x) == w*softmax(x)  #= wrong
check \frac{\partial}{\partial x} \log \sum_i w_i e^{x_i} == \frac{w \odot e^x}{\sum_i w_i e^{x_i}}  #= right
check \frac{\partial}{\partial x} \log \sum_i w_i e^{x_i} == \frac{e^x}{\sum_i w_i e^{x_i}}  #= wrong
check grad(sum(w*log(w)) - sum(w*log(q)), w) == log(w/q) + 1  #= right
check grad(sum(w*log(w)) - sum(w*log(q)), w) == log(w/q)  #= wrong
check \frac{\partial}{\partial w} \sum_i w_i \log \frac{w_i}{q_i} == \log w - \log q + 1  #= right
check \frac{\partial}{\partial w} \sum_i w_i \log \frac{w_i}{q_i} == \log q - \log w + 1  #= wrong
check sum(q*(x - sum(q*x))^2) == sum(q*x^2) - sum(q*x)^2  #= right
check sum(r*(x - sum(q*x))^2) == sum(q*x^2) - sum(q*x)^2  #= wrong
check \sum_i q_i (x_i - q^T x)^2 == \sum_i q_i x_i^2 - (q^T x)^2  #= right
check \sum_i q_i (x_i - q^T x)^2 == \sum_i q_i x_i^2 + (q^T x)^2  #= wrong
check grad(-sum(Y*log_softmax(Z, axis=0))/n, Z) == (softmax(Z, axis=0) - Y)/n  #= right
check grad(-sum(Y*log_softmax(Z, axis=0))/n, Z) == (softmax(Z, axis=1) - Y)/n  #= wrong
check \frac{\partial}{\partial x} \sum_i (\log(1 + e^{x_i}) - y_i x_i) == \sigma(x) - y  #= right
check \frac{\partial}{\partial x} \sum_i (\log(1 + e^{x_i}) - y_i x_i) == \sigma(x) + y  #= wrong
check grad(std(x), x) == (x - mean(x))/(n*std(x))  #= right
check grad(std(x), x) == (x - mean(x))/std(x)  #= wrong
check \frac{\partial}{\partial x} \sqrt{\operatorname{var}(x)} == \frac{x - \operatorname{mean}(x)}{n \sqrt{\operatorname{var}(x)}}  #= right
check \frac{\partial}{\partial x} \sqrt{\operatorname{var}(x)} == \frac{x - \operatorname{mean}(x)}{2 n \sqrt{\operatorname{var}(x)}}  #= wrong
check grad(sum(x^3)/sum(x^2), x) == 3*x^2/sum(x^2) - 2*x*sum(x^3)/sum(x^2)^2  #= right
check grad(sum(x^3)/sum(x^2), x) == 3*x^2/sum(x^2) - 2*x*sum(x^3)/sum(x^2)  #= wrong
check \frac{\partial}{\partial x} \frac{\sum_i x_i^3}{x^T x} == \frac{3 x^2}{x^T x} - \frac{2 x \sum_i x_i^3}{(x^T x)^2}  #= right
check \frac{\partial}{\partial x} \frac{\sum_i x_i^3}{x^T x} == \frac{3 x^2}{x^T x} - \frac{x \sum_i x_i^3}{(x^T x)^2}  #= wrong
check grad(sum(exp(-x^2/(2*s^2))), s) == sum(x^2*exp(-x^2/(2*s^2)))/s^3  #= right
check grad(sum(exp(-x^2/(2*s^2))), s) == sum(x^2*exp(-x^2/(2*s^2)))/s^2  #= wrong
check \frac{\partial}{\partial s} \sum_i e^{-\frac{x_i^2}{2 s^2}} == \frac{1}{s^3} \sum_i x_i^2 e^{-\frac{x_i^2}{2 s^2}}  #= right
check \frac{\partial}{\partial s} \sum_i e^{-\frac{x_i^2}{2 s^2}} == \frac{-1}{s^3} \sum_i x_i^2 e^{-\frac{x_i^2}{2 s^2}}  #= wrong
check grad(sum(log(1 + (x - mu)^2/s)), mu) == -2*sum((x - mu)/(s + (x - mu)^2))  #= right
check grad(sum(log(1 + (x - mu)^2/s)), mu) == -2*sum((x - mu)/(1 + (x - mu)^2))  #= wrong
check \frac{\partial}{\partial \mu} \sum_i \ln(1 + \frac{(x_i - \mu)^2}{s}) == -2 \sum_i \frac{x_i - \mu}{s + (x_i - \mu)^2}  #= right
check \frac{\partial}{\partial \mu} \sum_i \ln(1 + \frac{(x_i - \mu)^2}{s}) == 2 \sum_i \frac{x_i - \mu}{s + (x_i - \mu)^2}  #= wrong
check mean((B @ x - v)^2) == var(B @ x - v) + mean(B @ x - v)^2  #= right
check mean((B @ x - v)^2) == var(B @ x - v) - mean(B @ x - v)^2  #= wrong
check \|B x - v\|^2 == \|B x\|^2 - 2 v^T B x + \|v\|^2  #= right
check \|B x - v\|^2 == \|B x\|^2 - v^T B x + \|v\|^2  #= wrong
