using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>A row that was not imported, and why.</summary>
internal sealed record RejectedRow(int Row, string Reason, string What);

/// <summary>One order of a file: a purchase, or a cancellation.</summary>
internal sealed record Order(string Id, DateTimeOffset At, string? Customer, string? Location, string? Channel, bool IsCancellation)
{
    public List<Line> Lines { get; } = [];
}

/// <summary>Reads orders from their lines, in the order in which they happened.</summary>
internal sealed class OrderRows(ImportLayout layout, Definition definition)
{
    private readonly Dictionary<string, Order> orders = [];

    public List<RejectedRow> Rejected { get; } = [];

    public int Rows { get; private set; }

    public IReadOnlyList<Order> Read(TableFile file, CancellationToken cancellation)
    {
        var columns = layout.In(file);
        foreach (var row in file.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            Rows++;
            if (Take(row, columns) is { } reason)
                Rejected.Add(new RejectedRow(Rows, reason, string.Join(",", row)));
        }
        return [.. orders.Values.Where(o => o.Lines.Count > 0).OrderBy(o => o.At)];
    }

    /// <summary>Takes a row in, or says why not.</summary>
    private string? Take(string?[] row, ImportColumns columns)
    {
        var id = columns.Cell(row, "order") ?? (layout.Columns.ContainsKey("order") ? null : $"row-{Rows}");
        if (id is null)
            return "no order number";
        if (!orders.TryGetValue(id, out var order))
        {
            if (Cells.Instant(columns.Cell(row, "at"), definition.Calendar) is not { } at)
                return "the date cannot be read";
            var cancelled = layout.CancelledBy is { } sign && id.StartsWith(sign, StringComparison.Ordinal);
            order = new Order(id, at, columns.Cell(row, "customer"), columns.Cell(row, "location"), columns.Cell(row, "channel"), cancelled);
            orders[id] = order;
        }
        return AddLine(order, row, columns);
    }

    private string? AddLine(Order order, string?[] row, ImportColumns columns)
    {
        var quantity = layout.Columns.ContainsKey("quantity") ? Cells.Number(columns.Cell(row, "quantity")) : 1;
        if (Cells.Number(columns.Cell(row, "price")) is not { } price || quantity is not { } pieces)
            return "quantity or price cannot be read";
        if (price < 0)
            return "a negative price is no purchase";
        if (order.IsCancellation ? pieces >= 0 : pieces <= 0)
            return order.IsCancellation ? "a cancellation that takes nothing back" : "nothing was bought (a quantity of zero or less)";
        var scale = definition.Currency.Scale;
        order.Lines.Add(new Line
        {
            Number = order.Lines.Count + 1,
            Sku = columns.Cell(row, "sku") ?? "item",
            Category = columns.Cell(row, "category"),
            Brand = columns.Cell(row, "brand"),
            Kind = columns.Cell(row, "kind") ?? Line.Product,
            Quantity = Math.Abs(pieces),
            UnitPrice = Payable(price * scale, Math.Abs(pieces)),
            Discount = Round.Money((Cells.Number(columns.Cell(row, "discount")) ?? 0) * scale),
            UnitCost = Cells.Number(columns.Cell(row, "cost")) * scale,
        });
        return null;
    }

    /// <summary>Minor units for one piece: what a line of whole pieces comes to is rounded to what can be paid.</summary>
    private static decimal Payable(decimal price, decimal pieces) =>
        price == decimal.Truncate(price) || pieces != decimal.Truncate(pieces) ? price : Round.Money(price * pieces) / pieces;
}
