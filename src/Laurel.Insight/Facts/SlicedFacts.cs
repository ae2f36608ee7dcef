namespace Laurel.Insight.Facts;

public sealed partial class FactsFile
{
    /// <summary>More values of attributes than this are no segments.</summary>
    private const int MostTold = 200;

    /// <summary>
    /// The same facts, of which questions see a part only: tables of the whole are hidden behind views of the same name, on a
    /// connection of its own that the caller disposes.
    /// </summary>
    /// <param name="asOf">The first day that is not seen in telling who is in a segment.</param>
    /// <param name="place">What a place or channel says.</param>
    /// <param name="isLasting">Many questions will be asked: what they share is counted once, before them.</param>
    public FactsFile Only(Slice slice, string program, DateOnly asOf, Place place = Place.Happened, bool isLasting = false)
    {
        var part = new FactsFile(connection.Duplicate());
        try
        {
            if (!slice.IsAll)
                new SliceViews(part, slice, program, place).Hide(asOf, isLasting);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>What a program's facts can be sliced by.</summary>
    public SliceValues SliceValues(string program) => new(
        Words("SELECT tier FROM (SELECT unnest([before, after]) AS tier FROM tiers WHERE program = $program) WHERE tier IS NOT NULL GROUP BY tier ORDER BY 1", program),
        Words($"SELECT DISTINCT location FROM ({Places("location")}) WHERE location IS NOT NULL ORDER BY 1", program),
        Words($"SELECT DISTINCT channel FROM ({Places("channel")}) WHERE channel IS NOT NULL ORDER BY 1", program))
    {
        Told = Words($"""
            SELECT DISTINCT CASE kind WHEN 'segment' THEN concat('told:', name) ELSE concat('attribute:', name, '=', value) END
            FROM traits WHERE program = $program ORDER BY 1 DESC LIMIT {MostTold}
            """, program),
    };

    private static string Places(string column) =>
        $"SELECT {column} FROM purchases WHERE program = $program UNION ALL SELECT {column} FROM members WHERE program = $program";

    private List<string> Words(string sql, string program)
    {
        using var reader = Select(sql, ("program", program));
        var words = new List<string>();
        while (reader.Read())
            words.Add(reader.GetString(0));
        return words;
    }
}
