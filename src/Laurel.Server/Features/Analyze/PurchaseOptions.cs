using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>Which columns of a file of purchases hold what; every verb has options of its own.</summary>
internal sealed class PurchaseOptions
{
    private readonly Argument<string> file = Wanted.File("file", "The table: one row per purchase, or per line of one");
    private readonly Option<string> customer = Wanted.Column("--customer", "Names the customer; rows without one are left out");
    private readonly Option<string> date = Wanted.Column("--date", "The day of the purchase");
    private readonly Option<string?> amount = Wanted.Maybe("--amount", "What was paid; negative is a return");
    private readonly Option<string?> quantity = Wanted.Maybe("--quantity", "With --price, instead of --amount: pieces");
    private readonly Option<string?> price = Wanted.Maybe("--price", "The price of one piece");
    private readonly Option<string?> order = Wanted.Maybe("--order", "Rows of a customer with the same order number are one purchase");
    private readonly Option<bool> positiveOnly = Wanted.Flag("--positive-only", "Leave out rows with an amount of 0 or less");
    private readonly Option<DateOnly?> until = Wanted.Day("--until", "The last day looked at [default: the last in the file]");

    public void AddTo(Verb verb)
    {
        verb.Add(file);
        foreach (var option in (Option[])[customer, date, amount, quantity, price, order, positiveOnly, until])
            verb.Add(option);
    }

    public PurchaseFileRequest Read(ParseResult asked) => new()
    {
        File = asked.GetValue(file)!,
        Customer = asked.GetValue(customer)!,
        Date = asked.GetValue(date)!,
        Amount = asked.GetValue(amount),
        Quantity = asked.GetValue(quantity),
        Price = asked.GetValue(price),
        Order = asked.GetValue(order),
        PositiveOnly = asked.GetValue(positiveOnly),
        Until = asked.GetValue(until),
    };
}
