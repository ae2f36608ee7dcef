using System.CommandLine;

namespace Laurel.Server.Features.Analyze;

/// <summary>Which columns of a file of purchases hold what; every verb has options of its own.</summary>
internal sealed class PurchaseOptions
{
    public Argument<string> File { get; } = Wanted.File("file", "The table: one row per purchase, or per line of one");

    public Option<string> Customer { get; } = Wanted.Column("--customer", "Names the customer; rows without one are left out");

    public Option<string> Date { get; } = Wanted.Column("--date", "The day of the purchase");

    public Option<string?> Amount { get; } = Wanted.Maybe("--amount", "What was paid; negative is a return");

    public Option<string?> Quantity { get; } = Wanted.Maybe("--quantity", "With --price, instead of --amount: pieces");

    public Option<string?> Price { get; } = Wanted.Maybe("--price", "The price of one piece");

    public Option<string?> Order { get; } = Wanted.Maybe("--order", "Rows of a customer with the same order number are one purchase");

    public Option<bool> PositiveOnly { get; } = Wanted.Flag("--positive-only", "Leave out rows with an amount of 0 or less");

    public Option<DateOnly?> Until { get; } = Wanted.Day("--until", "The last day looked at [default: the last in the file]");

    public void AddTo(Verb verb)
    {
        verb.Add(File);
        foreach (var option in (Option[])[Customer, Date, Amount, Quantity, Price, Order, PositiveOnly, Until])
            verb.Add(option);
    }
}
