namespace Laurel.Linting;

/// <summary>A program in memory to try things on: each command is really decided and folded. What was tried leaves no trace.</summary>
internal sealed class Sandbox
{
    private readonly Dictionary<Key, Document?> documents;
    private readonly Dictionary<Key, PurchaseRow> purchases;

    public Sandbox(Definition definition)
        : this(Program.Of(definition), [], [])
    {
    }

    private Sandbox(Program program, Dictionary<Key, Document?> documents, Dictionary<Key, PurchaseRow> purchases) =>
        (Program, this.documents, this.purchases) = (program, documents, purchases);

    public Program Program { get; }

    /// <summary>The same, to go on from apart.</summary>
    public Sandbox Copy() => new(Program, new(documents), new(purchases));

    public Member? Member(string id) => (Member?)documents.GetValueOrDefault(Key.Member(new(id)));

    public IEnumerable<Member> Members => documents.Values.OfType<Member>();

    public Decision Do(Command command)
    {
        var decision = Program.Decide(command, Look(command));
        foreach (var happened in decision.Events)
        {
            foreach (var key in Evolve.Touched(happened).Distinct())
                documents[key] = Evolve.Apply(key, documents.GetValueOrDefault(key), happened);
        }
        if (decision.IsAccepted && command is RecordPurchase purchase)
            purchases[Key.Purchase(purchase.Purchase.Id)] = new PurchaseRow(purchase, decision.Events);
        return decision;
    }

    /// <summary>What would come of a command, without doing it.</summary>
    public Decision Try(Command command) => Program.Decide(command, Look(command));

    private Seen Look(Command command)
    {
        var seen = new Seen();
        for (var missing = Program.Needs(command, seen); missing.Count > 0; missing = Program.Needs(command, seen))
        {
            foreach (var key in missing)
            {
                if (key.IsRow)
                    seen.Show(key, purchases.GetValueOrDefault(key));
                else
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
        }
        return seen;
    }
}
