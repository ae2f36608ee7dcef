using System.Globalization;

namespace Laurel.Server.Http;

/// <summary>One page of a list: <c>?limit=&amp;after=</c> in, <c>{data, next_cursor, has_more}</c> out.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Data, string? NextCursor, bool HasMore)
{
    /// <summary>How far the program's journal had come when this was read.</summary>
    public long? Seq { get; init; }
}

/// <summary>Which page is asked for.</summary>
internal sealed record PageAsked(int Limit, string? After)
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 200;

    public static (PageAsked? Page, Problem? Problem) Read(HttpRequest request)
    {
        var intake = new Intake();
        var limit = DefaultLimit;
        if (request.Query["limit"] is [{ } size] && (!int.TryParse(size, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestLimit))
            intake.Wrong("limit", "out-of-range", ("from", 1), ("to", LargestLimit));
        var after = request.Query["after"] is [{ Length: > 0 } cursor] ? cursor : null;
        return intake.IsFine ? (new PageAsked(limit, after), null) : (null, intake.Problem);
    }

    /// <summary>The cursor where it is a place in the journal; null begins with the newest.</summary>
    public bool TrySeq(out long? seq)
    {
        seq = long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        return After is null || seq is not null;
    }
}
