namespace Laurel.Insight.Facts;

/// <summary>
/// Hides the tables of a connection behind views of a part of them. A view takes no parameters: what is compared with lies in variables of
/// the connection. Every table is of the people asked about; of a place are those that say where something was.
/// </summary>
internal sealed class SliceViews(FactsFile part, Slice slice, string program, Place place)
{
    /// <summary>What people did or had, by the day of it.</summary>
    private static readonly (string Table, string Day)[] OfCustomers =
    [
        ("redemptions", "CAST(p.occurred_at AS DATE)"), ("unlocks", "p.day"), ("memberships", "p.day"), ("referrals", "p.day"),
        ("happenings", "p.day"), ("money", "p.day"),
    ];

    /// <summary>The same, where the row itself says where it was.</summary>
    private static readonly string[] OfCustomersSomewhere = ["activities", "answers"];

    /// <summary>What is told of accounts, by member and not by customer.</summary>
    private static readonly string[] OfMembers = ["movements", "lots", "tiers"];

    private readonly string whole = Whole(part);

    private bool IsOfPeople => slice.Segment is not null || slice.Tier is not null || (slice.IsByPlace && place == Place.Joined);

    private bool IsSomewhere => slice.IsByPlace && place == Place.Happened;

    /// <param name="asOf">The first day that is not seen.</param>
    /// <param name="isLasting">Many questions will be asked.</param>
    public void Hide(DateOnly asOf, bool isLasting)
    {
        SetVariables(asOf);
        part.Execute($"""
            CREATE TEMP TABLE slice_members AS
            SELECT customer, min(day) AS day FROM {whole}.members WHERE program = getvariable('slice_program') GROUP BY customer
            """);
        if (IsOfPeople)
        {
            part.Execute($"CREATE TEMP TABLE slice_people AS {string.Join(" INTERSECT ", People())}");
            part.Execute($"CREATE TEMP VIEW members AS SELECT * FROM {whole}.members WHERE customer IN (FROM temp.slice_people)");
        }
        HidePurchases();
        HideHappenings();
        HideKept(isLasting);
    }

    /// <summary>
    /// What is kept beside the facts: of people, as it is kept of everybody; else counted anew, when it is asked for, or once where much will be.
    /// </summary>
    private void HideKept(bool isLasting)
    {
        foreach (var (table, sql) in Kept.Tables.Zip(Kept.Everybody))
        {
            var isKept = slice.Among is null && !IsSomewhere && Kept.OfOneCustomer.Contains(table);
            var body = isKept
                ? $"SELECT * FROM {whole}.{table} p WHERE {Condition("p.day", false)}"
                : sql[(sql.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("$program", "getvariable('slice_program')", StringComparison.Ordinal);
            part.Execute($"CREATE TEMP {(isLasting && !isKept ? "TABLE" : "VIEW")} {table} AS SELECT * FROM ({body}) kept({Columns(table)})");
        }
    }

    private string Columns(string table)
    {
        using var reader = part.Select("""
            SELECT string_agg(column_name, ', ' ORDER BY column_index) FROM duckdb_columns()
            WHERE table_name = $table AND schema_name = 'main' AND NOT internal AND database_name = current_database()
            """, ("table", table));
        return reader.Read() ? reader.GetString(0) : "";
    }

    private void SetVariables(DateOnly asOf)
    {
        Set("program", program);
        Set("tier", slice.Tier);
        Set("location", slice.Location);
        Set("channel", slice.Channel);
        Set("segment", slice.Segment?.Name);
        var day = slice.Segment?.Day(asOf) ?? asOf;
        part.Execute("SET VARIABLE slice_day = $value", ("value", day));
        using var reader = part.Select("""
            SELECT arg_max(currency, orders) FROM (
                SELECT currency, sum(orders) AS orders FROM day_sales WHERE program = $program AND day < $day GROUP BY currency)
            """, ("program", program), ("day", day));
        Set("money", reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : null);
    }

    private void Set(string name, string? value) => part.Execute($"SET VARIABLE slice_{name} = $value", ("value", value));

    /// <summary>Who is asked about, by each condition.</summary>
    private IEnumerable<string> People()
    {
        if (slice.Segment is { } segment)
            yield return segment.Customers();
        if (slice.Tier is not null)
        {
            // Who never rose or fell is where everybody begins.
            yield return $"""
                SELECT DISTINCT m.customer
                FROM {whole}.members m
                LEFT JOIN (SELECT member, arg_max(after, seq) AS tier FROM {whole}.tiers WHERE program = getvariable('slice_program') GROUP BY member) t
                    ON t.member = m.member
                WHERE m.program = getvariable('slice_program') AND getvariable('slice_tier')
                    = coalesce(t.tier, (SELECT arg_min(before, seq) FROM {whole}.tiers WHERE program = getvariable('slice_program')))
                """;
        }
        if (slice.IsByPlace && place == Place.Joined)
        {
            yield return $"""
                SELECT customer FROM (
                    SELECT customer, arg_min(location, joined_at) AS location, arg_min(channel, joined_at) AS channel
                    FROM {whole}.members WHERE program = getvariable('slice_program') GROUP BY customer) p
                WHERE {There("p")}
                """;
        }
    }

    private void HidePurchases()
    {
        View("purchases", Condition("p.day", IsSomewhere));
        View("returns", IsSomewhere ? "p.purchase IN (SELECT purchase FROM purchases)" : Condition("p.day", false));
        View("lines", "p.purchase IN (SELECT purchase FROM purchases)");
    }

    private void HideHappenings()
    {
        foreach (var (table, day) in OfCustomers)
            View(table, Condition(day, false));
        foreach (var table in OfCustomersSomewhere)
            View(table, Condition("p.day", IsSomewhere));
        View("offers", Condition("p.day", false) + (IsSomewhere ? " AND (p.purchase IS NULL OR p.purchase IN (SELECT purchase FROM purchases))" : ""));
        foreach (var table in OfMembers)
            View(table, OfAccounts());
        View("cases", $"p.request IN (SELECT p.request FROM {whole}.cases p WHERE p.step = 'opened' AND {Condition("p.day", IsSomewhere)})");
        // Nobody knows who gave a public rating, nor by which channel of the merchant's she had come.
        View("ratings", IsOfPeople || slice.Among is not null || slice.Channel is not null ? "false" : Condition("p.day", IsSomewhere));
    }

    private string OfAccounts()
    {
        List<string> conditions = ["p.program = getvariable('slice_program')"];
        if (slice.Among == Among.Others)
            conditions.Add("false");
        if (IsOfPeople)
            conditions.Add("p.member IN (SELECT member FROM members WHERE program = getvariable('slice_program'))");
        return string.Join(" AND ", conditions);
    }

    private string Condition(string day, bool there)
    {
        List<string> conditions = ["p.program = getvariable('slice_program')"];
        if (slice.Among is { } among)
        {
            conditions.Add($"""
                {(among == Among.Members ? "" : "NOT ")}EXISTS (
                    SELECT 1 FROM temp.slice_members m WHERE m.customer = p.customer AND m.day <= {day})
                """);
        }
        if (IsOfPeople)
            conditions.Add("p.customer IN (FROM temp.slice_people)");
        if (there)
            conditions.Add(There("p"));
        return string.Join(" AND ", conditions);
    }

    private string There(string row)
    {
        List<string> conditions = [];
        if (slice.Location is not null)
            conditions.Add($"{row}.location = getvariable('slice_location')");
        if (slice.Channel is not null)
            conditions.Add($"{row}.channel = getvariable('slice_channel')");
        return string.Join(" AND ", conditions);
    }

    private void View(string table, string condition) =>
        part.Execute($"CREATE TEMP VIEW {table} AS SELECT * FROM {whole}.{table} p WHERE {condition}");

    /// <summary>Where the tables themselves lie; their bare names mean the views that hide them.</summary>
    private static string Whole(FactsFile part)
    {
        using var reader = part.Select("SELECT current_database()");
        return reader.Read() ? $"\"{reader.GetString(0).Replace("\"", "\"\"")}\".main" : "main";
    }
}
