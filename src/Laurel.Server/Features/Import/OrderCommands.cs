namespace Laurel.Server.Features.Import;

/// <summary>
/// Turns orders into commands: a customer joins with her first purchase, and a cancellation returns the latest earlier lines of the
/// same customer, SKU and price that were not returned yet. The same file always makes the same commands, so importing twice is
/// importing once.
/// </summary>
internal sealed class OrderCommands(string source, string currency)
{
    private readonly HashSet<string> joined = [];
    private readonly Dictionary<(string? Customer, string Sku, decimal Price), Stack<BoughtLine>> bought = [];

    /// <summary>Cancelled pieces that found an earlier purchase, and those that did not.</summary>
    public int MatchedLines { get; private set; }

    public List<RejectedRow> Unmatched { get; } = [];

    public IEnumerable<Command> Of(Order order) => order.IsCancellation ? Returns(order) : Purchase(order);

    private IEnumerable<Command> Purchase(Order order)
    {
        if (order.Customer is { } customer && joined.Add(customer))
            yield return new EnrolMember { Id = Key(order, "join"), At = order.At, Actor = source, Member = new(customer), Location = order.Location };
        foreach (var line in order.Lines)
            Remember(order, line);
        yield return new RecordPurchase
        {
            Id = Key(order, "buy"),
            At = order.At,
            Actor = source,
            Purchase = new Purchase
            {
                Id = new(order.Id),
                At = order.At,
                Member = order.Customer is { } member ? new MemberId(member) : null,
                Location = order.Location,
                Channel = order.Channel,
                Currency = currency,
                Lines = order.Lines,
            },
        };
    }

    private IEnumerable<Command> Returns(Order order)
    {
        var back = new Dictionary<string, List<LineBack>>();
        foreach (var line in order.Lines)
        {
            var left = Match(order, line, back);
            if (left == 0)
                MatchedLines++;
            else
                Unmatched.Add(new RejectedRow(line.Number, "cancelled pieces without an earlier purchase",
                    $"{order.Id},{line.Sku},{left:0.######} of {line.Quantity:0.######}"));
        }
        var number = 0;
        foreach (var (purchase, lines) in back)
        {
            number++;
            yield return new ReturnLines
            {
                Id = Key(order, $"return-{number}"),
                At = order.At,
                Actor = source,
                Return = new($"{order.Id}/{number}"),
                Of = new(purchase),
                Lines = lines,
            };
        }
    }

    /// <summary>Takes what is cancelled from the latest earlier lines; what is left found none.</summary>
    private decimal Match(Order order, Line line, Dictionary<string, List<LineBack>> back)
    {
        var left = line.Quantity;
        if (!bought.TryGetValue((order.Customer, line.Sku, line.UnitPrice), out var lines))
            return left;
        while (left > 0 && lines.TryPeek(out var latest))
        {
            var part = Math.Min(left, latest.Left);
            left -= part;
            latest.Left -= part;
            if (latest.Left == 0)
                lines.Pop();
            if (!back.TryGetValue(latest.Purchase, out var list))
                back[latest.Purchase] = list = [];
            list.Add(new LineBack { Line = latest.Number, Quantity = part });
        }
        return left;
    }

    private void Remember(Order order, Line line)
    {
        var key = (order.Customer, line.Sku, line.UnitPrice);
        if (!bought.TryGetValue(key, out var lines))
            bought[key] = lines = [];
        lines.Push(new BoughtLine(order.Id, line.Number, line.Quantity));
    }

    /// <summary>Ordered by time, so that the journal's index grows at its end.</summary>
    private CommandId Key(Order order, string what) => new($"{order.At:yyyyMMddHHmmss}-{source}-{order.Id}-{what}");

    private sealed class BoughtLine(string purchase, int number, decimal left)
    {
        public string Purchase => purchase;

        public int Number => number;

        public decimal Left { get; set; } = left;
    }
}
