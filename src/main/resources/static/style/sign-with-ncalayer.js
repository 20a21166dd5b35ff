// Has NCALayer, the National Certification Authority's program on the officer's computer, sign the act's bytes.
(() => {
  const form = document.getElementById("sign");
  const problem = document.getElementById("sign-problem");

  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = false;
    form.querySelector("button").disabled = false;
  };

  form.addEventListener("submit", (event) => {
    if (form.elements.signature.value) {
      return;
    }
    event.preventDefault();
    problem.hidden = true;
    form.querySelector("button").disabled = true;
    let answered = false;
    const socket = new WebSocket("wss://127.0.0.1:13579");
    socket.onopen = () => socket.send(JSON.stringify({
      module: "kz.gov.pki.knca.basics",
      method: "sign",
      args: {
        format: "cms",
        data: form.dataset.content,
        // Detached: the server has the very bytes, and the act with its signature stays small.
        signingParams: { decode: true, encapsulate: false, digested: false },
        signerParams: { extKeyUsageOids: ["1.3.6.1.5.5.7.3.4"] },
        locale: form.dataset.language
      }
    }));
    socket.onmessage = (message) => {
      const answer = JSON.parse(message.data);
      // The first message only names the program's version.
      if (!("status" in answer)) {
        return;
      }
      answered = true;
      socket.close();
      const result = answer.body && answer.body.result;
      const signature = Array.isArray(result) ? result[0] : result;
      if (answer.status !== true || !signature) {
        tell(form.dataset.cancelled);
        return;
      }
      form.elements.signature.value = signature;
      form.submit();
    };
    socket.onclose = () => {
      if (!answered) {
        tell(form.dataset.unreachable);
      }
    };
  });
})();
