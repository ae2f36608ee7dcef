namespace Laurel.Insight.Facts;

public sealed partial class FactsFile
{
    /// <summary>
    /// The same facts, of which questions see a part only: tables of the whole are hidden behind views of the same name, on a
    /// connection of its own that the caller disposes.
    /// </summary>
    public FactsFile Only(Slice slice, string program)
    {
        var part = new FactsFile(connection.Duplicate());
        try
        {
            if (!slice.IsAll)
                part.Hide(slice, program);
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
        Words("SELECT DISTINCT after FROM tiers WHERE program = $program AND after IS NOT NULL ORDER BY 1", program),
        Words("SELECT DISTINCT location FROM purchases WHERE program = $program AND location IS NOT NULL ORDER BY 1", program),
        Words("SELECT DISTINCT channel FROM purchases WHERE program = $program AND channel IS NOT NULL ORDER BY 1", program));

    private List<string> Words(string sql, string program)
    {
        using var reader = Select(sql, ("program", program));
        var words = new List<string>();
        while (reader.Read())
            words.Add(reader.GetString(0));
        return words;
    }

    /// <summary>A view takes no parameters: what is compared with lies in variables of the connection.</summary>
    private void Hide(Slice slice, string program)
    {
        Execute("SET VARIABLE slice_program = $value", ("value", program));
        Execute("SET VARIABLE slice_tier = $value", ("value", slice.Tier));
        Execute("SET VARIABLE slice_location = $value", ("value", slice.Location));
        Execute("SET VARIABLE slice_channel = $value", ("value", slice.Channel));
        var whole = Whole();
        Execute($"""
            CREATE TEMP TABLE slice_members AS
            SELECT customer, min(day) AS day FROM {whole}.members WHERE program = getvariable('slice_program') GROUP BY customer
            """);
        if (slice.Tier is not null)
        {
            Execute($"""
                CREATE TEMP TABLE slice_tier AS
                SELECT DISTINCT m.customer
                FROM (SELECT member, arg_max(after, seq) AS tier FROM {whole}.tiers WHERE program = getvariable('slice_program') GROUP BY member) t
                JOIN {whole}.members m ON m.program = getvariable('slice_program') AND m.member = t.member
                WHERE t.tier = getvariable('slice_tier')
                """);
            Execute($"CREATE TEMP VIEW members AS SELECT * FROM {whole}.members WHERE customer IN (FROM temp.slice_tier)");
        }
        Execute($"CREATE TEMP VIEW purchases AS SELECT * FROM {whole}.purchases p WHERE {Condition(slice, "p")}");
        Execute($"""
            CREATE TEMP VIEW returns AS SELECT * FROM {whole}.returns p
            WHERE {(slice is { Location: null, Channel: null } ? Condition(slice, "p") : "p.purchase IN (SELECT purchase FROM purchases)")}
            """);
        Execute($"CREATE TEMP VIEW lines AS SELECT * FROM {whole}.lines WHERE purchase IN (SELECT purchase FROM purchases)");
        foreach (var table in Kept.Tables)
            Execute($"CREATE TEMP TABLE {table} AS SELECT * FROM {whole}.{table} LIMIT 0");
        foreach (var sql in Kept.Everybody)
            Execute(sql, ("program", program));
    }

    /// <summary>Where the tables themselves lie; their bare names mean the views that hide them.</summary>
    private string Whole()
    {
        using var reader = Select("SELECT current_database()");
        return reader.Read() ? $"\"{reader.GetString(0).Replace("\"", "\"\"")}\".main" : "main";
    }

    private static string Condition(Slice slice, string row)
    {
        List<string> conditions = [$"{row}.program = getvariable('slice_program')"];
        if (slice.Among is { } among)
            conditions.Add($"""
                {(among == Among.Members ? "" : "NOT ")}EXISTS (
                    SELECT 1 FROM temp.slice_members m WHERE m.customer = {row}.customer AND m.day <= {row}.day)
                """);
        if (slice.Tier is not null)
            conditions.Add($"{row}.customer IN (FROM temp.slice_tier)");
        if (slice.Location is not null)
            conditions.Add($"{row}.location = getvariable('slice_location')");
        if (slice.Channel is not null)
            conditions.Add($"{row}.channel = getvariable('slice_channel')");
        return string.Join(" AND ", conditions);
    }
}
