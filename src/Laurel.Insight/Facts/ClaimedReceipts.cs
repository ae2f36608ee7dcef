namespace Laurel.Insight.Facts;

public sealed partial class FactsBatch
{
    private readonly Dictionary<string, string> claimed = [];

    /// <summary>A purchase of nobody is a member's, and so is what came back of it: for everything before and from now on.</summary>
    /// <param name="purchase">The purchase, of this batch or an earlier one.</param>
    /// <param name="member">Who showed its receipt.</param>
    /// <param name="day">The local day of the purchase.</param>
    public void Claim(PurchaseId purchase, MemberId member, DateOnly day)
    {
        Touch(day, customers.CustomerOf(member.Value));
        claimed[purchase.Value] = member.Value;
    }

    private IReadOnlyList<NewClaim> TakeClaims()
    {
        List<NewClaim> taken = [.. claimed.Select(c => new NewClaim(c.Key, c.Value, customers.CustomerOf(c.Value)))];
        claimed.Clear();
        return taken;
    }

    /// <summary>Many change hands by one pass over each table.</summary>
    private void Apply(IReadOnlyList<NewClaim> claims)
    {
        if (claims.Count == 0)
            return;
        Run("CREATE OR REPLACE TEMP TABLE claimed_now (purchase VARCHAR, member VARCHAR, customer INTEGER)");
        using (var appender = Connection.CreateAppender("claimed_now"))
        {
            foreach (var (purchase, member, customer) in claims)
                appender.CreateRow().AppendValue(purchase).AppendValue(member).AppendValue((long)customer).EndRow();
        }
        TouchClaimed();
        foreach (var table in (ReadOnlySpan<string>)["purchases", "returns", "offers"])
            Run($"UPDATE {table} SET member = c.member, customer = c.customer FROM claimed_now c WHERE {table}.program = $program AND {table}.purchase = c.purchase");
        Run("UPDATE lines SET as_member = true, customer = c.customer FROM claimed_now c WHERE lines.program = $program AND lines.purchase = c.purchase");
    }

    /// <summary>Days on which something of it came back, and the shopper it was of.</summary>
    private void TouchClaimed()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = """
            SELECT customer, day FROM purchases WHERE program = $program AND purchase IN (SELECT purchase FROM claimed_now)
            UNION ALL SELECT customer, day FROM returns WHERE program = $program AND purchase IN (SELECT purchase FROM claimed_now)
            """;
        command.Parameters.Add("program", program);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            Touch(DateOnly.FromDateTime(reader.GetDateTime(1)), reader.GetValue(0) is int shopper ? shopper : null);
    }

    private readonly record struct NewClaim(string Purchase, string Member, int Customer);
}
