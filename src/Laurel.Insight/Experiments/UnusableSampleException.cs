namespace Laurel.Insight.Experiments;

/// <summary>The numbers handed in cannot carry the method; the text says what is missing.</summary>
public sealed class UnusableSampleException : ArgumentException
{
    private readonly (string Name, object? Value)[] values;

    public UnusableSampleException(string code, params (string Name, object? Value)[] values)
        : base(Wording.Say(Language.English, Key(code), values)) => (Code, this.values) = (code, values);

    /// <summary>Names the problem for ever.</summary>
    public string Code { get; }

    public string Text(Language language) => Wording.Say(language, Key(Code), values);

    private static string Key(string code) => "unusable." + code;
}

/// <summary>Somebody tried to call a raw comparison an effect.</summary>
public sealed class NotAnEffectException()
    : InvalidOperationException("A raw comparison (rung E) is not an effect: show it as a Comparison, beside a figure of rung A to D.");
