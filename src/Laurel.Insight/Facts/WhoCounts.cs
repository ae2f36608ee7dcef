namespace Laurel.Insight.Facts;

public sealed partial class FactsBatch
{
    /// <summary>What a shopper leaves behind.</summary>
    private static readonly string[] Attributed = ["purchases", "returns", "lines", "offers", "traits"];

    /// <summary>What a member leaves behind besides.</summary>
    private static readonly string[] OfMembers =
        ["members", "redemptions", "offers", "activities", "answers", "unlocks", "memberships", "referrals", "happenings", "money", "cases", "traits"];

    private readonly Dictionary<int, int> links = [];

    /// <summary>Purchases of which something came back: whose visits they were is looked up at the end.</summary>
    private readonly List<string> broughtBack = [];

    /// <summary>
    /// From now on, and for everything before, what <paramref name="who"/> (a member or a shopper) bought counts for
    /// <paramref name="customer"/>: a shopper who joined, or a member merged into another. Naming the same twice undoes it.
    /// </summary>
    public void Attribute(string who, string customer)
    {
        var (key, target) = (customers.KeyOf(who), customers.KeyOf(customer));
        Flush();
        behind?.Wait();
        Apply(TakeLinks());
        Touch(DateOnly.MinValue);
        isAnyDayTouched |= HasExcluded();
        Regroup(customers.CustomerOf(key));
        customers.Attribute(key, target);
        Regroup(customers.CustomerOf(key));
        Run("DELETE FROM attributions WHERE program = $program AND who = $who", ("who", who));
        if (key != target)
            Run("INSERT INTO attributions VALUES ($program, $who, $customer, $key, $target)",
                ("who", who), ("customer", customer), ("key", key), ("target", target));
        foreach (var one in customers.Behind(key))
            Move(customers.NameOf(one), customers.CustomerOf(one));
    }

    /// <summary>
    /// A shopper is known to be this member: what she bought before she joined counts for her. Who is linked already stays so; many
    /// links are applied together at <see cref="Commit"/>.
    /// </summary>
    public void Link(ShopperId shopper, MemberId member)
    {
        var (who, key) = (customers.KeyOf(shopper.Value), customers.KeyOf(member.Value));
        if (!customers.TryLink(who, key))
            return;
        links[who] = key;
        Regroup(who);
        Regroup(customers.CustomerOf(key));
    }

    private void Regroup(int customer)
    {
        if (isOneOfMany)
            return;
        touched.Add(customer);
        regrouped.Add(customer);
    }

    /// <summary>Whether a member gets no extras, where that changed because she joined a household or left one.</summary>
    public void HoldOut(MemberId member, bool heldOut)
    {
        Flush();
        behind?.Wait();
        Touch(DateOnly.MinValue);
        Run("UPDATE members SET held_out = $held_out WHERE program = $program AND member = $who AND held_out <> $held_out",
            ("who", member.Value), ("held_out", heldOut));
    }

    /// <summary>Takes a customer (staff, test panel) out of every question, for past and future alike.</summary>
    public void Exclude(string customer)
    {
        Include(customer);
        Run("INSERT INTO excluded VALUES ($program, $who, $key)", ("who", customer), ("key", customers.CustomerOf(customer)));
    }

    /// <summary>Undoes <see cref="Exclude"/>.</summary>
    public void Include(string customer)
    {
        behind?.Wait();
        Touch(DateOnly.MinValue);
        isAnyDayTouched = true;
        touched.Add(customers.CustomerOf(customer));
        Run("DELETE FROM excluded WHERE program = $program AND who = $who", ("who", customer));
    }

    private IReadOnlyList<NewLink> TakeLinks()
    {
        List<NewLink> taken =
            [.. links.Select(l => new NewLink(l.Key, customers.NameOf(l.Key), l.Value, customers.NameOf(l.Value), customers.CustomerOf(l.Key)))];
        links.Clear();
        return taken;
    }

    /// <summary>Purchases and returns that are in the facts already change hands by one pass over each table.</summary>
    private void Apply(IReadOnlyList<NewLink> made)
    {
        if (made.Count == 0)
            return;
        Touch(DateOnly.MinValue);
        isAnyDayTouched |= HasExcluded();
        Run("CREATE OR REPLACE TEMP TABLE linked (who INTEGER, customer INTEGER)");
        using (var attributions = Connection.CreateAppender("attributions"))
        using (var linked = Connection.CreateAppender("linked"))
        {
            foreach (var link in made)
            {
                attributions.CreateRow().AppendValue(program).AppendValue(link.Name).AppendValue(link.NameOfKey)
                    .AppendValue((long)link.Who).AppendValue((long)link.Key).EndRow();
                linked.CreateRow().AppendValue((long)link.Who).AppendValue((long)link.Customer).EndRow();
            }
        }
        foreach (var table in Attributed)
            Run($"UPDATE {table} SET customer = l.customer FROM linked l WHERE {table}.program = $program AND {table}.customer = l.who");
    }

    private bool HasExcluded()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT count(*) > 0 FROM excluded WHERE program = $program";
        command.Parameters.Add("program", program);
        return (bool)command.ExecuteScalar()!;
    }

    private void Move(string who, int customer)
    {
        (string, object?)[] about = [("who", who), ("customer", customer)];
        foreach (var table in (ReadOnlySpan<string>)["lines", "offers"])
        {
            Run($"""
                UPDATE {table} SET customer = $customer FROM purchases p
                WHERE {table}.program = $program AND p.program = $program AND p.purchase = {table}.purchase AND coalesce(p.member, p.shopper) = $who
                """, about);
        }
        foreach (var table in (ReadOnlySpan<string>)["purchases", "returns"])
            Run($"UPDATE {table} SET customer = $customer WHERE program = $program AND coalesce(member, shopper) = $who", about);
        foreach (var table in OfMembers)
            Run($"UPDATE {table} SET customer = $customer WHERE program = $program AND member = $who", about);
    }

    private void TouchBuyer(string purchase)
    {
        if (!isOneOfMany)
            broughtBack.Add(purchase);
    }

    private void TouchBuyers()
    {
        if (broughtBack.Count == 0)
            return;
        Run("CREATE OR REPLACE TEMP TABLE brought_back_now (purchase VARCHAR)");
        using (var appender = Connection.CreateAppender("brought_back_now"))
        {
            foreach (var purchase in broughtBack)
                appender.CreateRow().AppendValue(purchase).EndRow();
        }
        broughtBack.Clear();
        using var command = Connection.CreateCommand();
        command.CommandText = """
            SELECT DISTINCT customer FROM purchases
            WHERE program = $program AND customer IS NOT NULL AND purchase IN (SELECT purchase FROM brought_back_now)
            """;
        command.Parameters.Add("program", program);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            touched.Add(reader.GetInt32(0));
    }

    /// <param name="Who">Counts for <paramref name="Key"/>.</param>
    /// <param name="Customer">The number of the customer she counts as, who may be another still.</param>
    private readonly record struct NewLink(int Who, string Name, int Key, string NameOfKey, int Customer);
}
