dims n
input x [n]
param mu [], sigma2 [] positive
l = -n/2*log(2*pi) - n/2*log(sigma2) - sum((x - mu)^2)/(2*sigma2)
derive l
解得：
$$\begin{cases}\dfrac{\partial\ln L}{\partial\mu}=\dfrac1{\sigma^2}\sum_{i=1}^n(x_i-\mu)=0,\\[2mm]
\dfrac{\partial\ln L}{\partial\sigma^2}=-\dfrac n{2\sigma^2}+\dfrac1{2\sigma^4}\sum_{i=1}^n(x_i-\mu)^2=0,\end{cases}$$
