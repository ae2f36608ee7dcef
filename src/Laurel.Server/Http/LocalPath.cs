namespace Laurel.Server.Http;

/// <summary>Where to go after a form: only ever to one of our own pages.</summary>
internal static class LocalPath
{
    public static string OrHome(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal)
            && !path.Any(char.IsControl)
            ? path
            : "/";
}
