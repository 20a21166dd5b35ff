// Has NCALayer, the National Certification Authority's program on the officer's computer, sign the act's bytes.
(() => {
  const form = document.getElementById("sign");
  const problem = document.getElementById("sign-problem");
  const button = form.querySelector("button");

  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = false;
    button.disabled = false;
  };

  // What NCALayer says to a request: a signature, or the words for why there is none. Nothing of it is an answer while it
  // names its version or only shows that it is alive.
  const understand = (data) => {
    let answer;
    try {
      answer = JSON.parse(data);
    } catch (notJson) {
      return {};
    }
    if (answer.errorCode) {
      return { problem: form.dataset.outdated };
    }
    if (!("status" in answer)) {
      return {};
    }
    if (answer.status !== true) {
      return { problem: form.dataset.failed.replace("{0}", answer.code ?? answer.message ?? "?") };
    }
    const result = answer.body?.result;
    const signature = Array.isArray(result) ? result[0] : result;
    return signature ? { signature } : { problem: form.dataset.cancelled };
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
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
      const understood = understand(message.data);
      if (answered || !understood.signature && !understood.problem) {
        return;
      }
      answered = true;
      socket.close();
      if (understood.problem) {
        tell(understood.problem);
        return;
      }
      form.elements.signature.value = understood.signature;
      // Sends the form as it is, without asking this listener again.
      form.submit();
    };
    socket.onclose = () => {
      if (!answered) {
        tell(form.dataset.unreachable);
      }
    };
  });

  // Whoever presses it before would send the form without a signature.
  button.disabled = false;
})();
