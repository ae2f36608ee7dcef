namespace Laurel.Insight.Experiments;

/// <summary>The numbers handed in cannot carry the method; the message says what is missing.</summary>
public sealed class UnusableSampleException(string message) : ArgumentException(message);

/// <summary>Somebody tried to call a raw comparison an effect.</summary>
public sealed class NotAnEffectException()
    : InvalidOperationException("A raw comparison (rung E) is not an effect: show it as a Comparison, beside a figure of rung A to D.");
