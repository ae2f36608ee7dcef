namespace Laurel.Server.Ui.Pieces;

/// <summary>What a colour says. Words always say it too.</summary>
public enum Tone
{
    Plain,
    Good,
    Wait,
    Bad,
    Note,
    Gold,
}

internal static class Tones
{
    public static string Class(this Tone tone) => tone.ToString().ToLowerInvariant();

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Good => "circle-check",
        Tone.Wait => "triangle-alert",
        Tone.Bad => "circle-x",
        _ => "info",
    };
}
