"""Whether the evidence says that a sound was not somebody speaking to us."""

from speech.utterance import Evidence

VAD = 0.5
NO_SPEECH, NO_SPEECH_DOUBTFUL = 0.6, 0.35
LOGPROB, LOGPROB_DOUBTFUL = -1.3, -0.75


def why_noise(text: str, evidence: Evidence) -> str:
    """Why this is noise, in a few words; empty when it is not. The words themselves are never the reason, only their absence."""
    if not text:
        return "no words"
    if evidence.vad is not None and evidence.vad < VAD:
        return "not speech"
    if evidence.logprob is not None and evidence.logprob < LOGPROB:
        return "not understood"
    if evidence.no_speech is not None:
        doubtful = evidence.logprob is None or evidence.logprob < LOGPROB_DOUBTFUL
        if evidence.no_speech > (NO_SPEECH_DOUBTFUL if doubtful else NO_SPEECH):
            return "probably nothing said"
    return ""
