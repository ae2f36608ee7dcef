namespace Laurel.Server.Http;

/// <summary>Which language to answer in.</summary>
internal static class LanguageOf
{
    private const string Cookie = "laurel-language";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>What the visitor chose, else the first of ours that the browser asks for, else English.</summary>
    public static Language Request(HttpRequest request) =>
        Languages.TryParse(request.Cookies[Cookie]) ?? Accepted(request.Headers.AcceptLanguage.ToString()) ?? Language.English;

    /// <summary>In which language to explain; null where the caller did not ask by <c>?explain=true</c>.</summary>
    public static Language? Explaining(HttpRequest request) => request.Query["explain"] == "true" ? Request(request) : null;

    public static void Remember(HttpContext context, Language language) =>
        context.Response.Cookies.Append(Cookie, language.Code(), new CookieOptions
        {
            MaxAge = Remembered,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });

    /// <summary>The best of an Accept-Language header such as `et, fr-BE;q=0.8`.</summary>
    public static Language? Accepted(string header)
    {
        Language? best = null;
        double weight = 0;
        foreach (var wanted in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (code, quality) = Weighed(wanted);
            if (quality > weight && Languages.TryParse(code) is { } language)
                (best, weight) = (language, quality);
        }
        return best;
    }

    private static (string Code, double Quality) Weighed(string wanted)
    {
        var semicolon = wanted.IndexOf(';');
        if (semicolon < 0)
            return (wanted, 1);
        var quality = wanted[(semicolon + 1)..].Trim();
        return quality.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(quality[2..], System.Globalization.CultureInfo.InvariantCulture, out var q)
            ? (wanted[..semicolon].Trim(), q)
            : (wanted[..semicolon].Trim(), 0);
    }
}
