using Laurel.Insight.Statistics;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Purchases read from a file. Members are the places of customers in <see cref="Customers"/>.</summary>
/// <param name="Rows">In any order.</param>
/// <param name="Last">The last day with a purchase or a return.</param>
/// <param name="Count">How many purchases and returns came in.</param>
/// <param name="Returns">How many of <paramref name="Rows"/> have a negative amount.</param>
internal sealed record Purchases(DatedPurchase[] Rows, Names Customers, DateOnly First, DateOnly Last, bool HasAmounts, long Count,
    long Returns);

/// <summary>Reads purchases. Amounts of the same customer and day are added where only days count, so that files of lines stay
/// small.</summary>
internal sealed class PurchaseFile
{
    private readonly PurchaseFileRequest request;
    private readonly NameColumn customer;
    private readonly DayColumn date;
    private readonly NumberColumn? amount;
    private readonly NumberColumn? quantity;
    private readonly NumberColumn? price;
    private readonly NameColumn? order;
    private readonly PurchaseList purchases;
    private readonly Dictionary<(int Customer, int Order), int> orders = [];
    private long notPositive;
    private long later;

    private PurchaseFile(PurchaseFileRequest request, StudyTable table, bool onlyDaysCount)
    {
        this.request = request;
        if (request.Amount is not null && (request.Quantity ?? request.Price) is not null)
            throw new StudyException("two-options", ("one", "--amount"), ("other", "--quantity, --price"));
        if (request.Quantity is null != request.Price is null)
            throw new StudyException("missing-option", ("option", request.Price is null ? "--price" : "--quantity"));
        customer = new(table.Find(request.Customer));
        date = new(table.Find(request.Date));
        amount = Number(table, request.Amount);
        quantity = Number(table, request.Quantity);
        price = Number(table, request.Price);
        order = request.Order is { } name ? new(table.Find(name)) : null;
        if (request.PositiveOnly && !HasAmounts)
            throw new StudyException("missing-option", ("option", "--amount"));
        purchases = new(onlyDaysCount && order is null);
    }

    private bool HasAmounts => amount is not null || quantity is not null;

    /// <param name="onlyDaysCount">Several purchases of a day count as one.</param>
    public static Purchases Read(PurchaseFileRequest request, StudyRun run, bool onlyDaysCount)
    {
        var table = StudyTable.Open(request.File, run.Reading);
        var file = new PurchaseFile(request, table, onlyDaysCount);
        var scan = new TableScan(table, run);
        scan.ForEach(
            [.. ((Column?[])[file.customer, file.date, file.amount, file.quantity, file.price, file.order]).OfType<Column>()],
            () => file.Take(scan));
        if (file.notPositive > 0)
            run.Warn("not-positive", null, ("rows", file.notPositive));
        if (file.later > 0)
            run.Warn("after-until", file.date.Name, ("rows", file.later), ("until", run.Show.Day(request.Until!.Value)));
        return file.Finish(table);
    }

    private static NumberColumn? Number(StudyTable table, string? name) => name is null ? null : new(table.Find(name));

    private void Take(TableScan scan)
    {
        var paid = amount?.Value ?? (quantity is null ? 0 : quantity.Value * price!.Value);
        var (isNotPositive, isLater) = (request.PositiveOnly && paid <= 0, date.Value > request.Until);
        if (isNotPositive || isLater)
            scan.Drop();
        if (isNotPositive)
            notPositive++;
        else if (isLater)
            later++;
        else if (order is null)
            purchases.Add(new(customer.Code, date.Value, paid));
        else if (orders.TryAdd((customer.Code, order.Code), purchases.Count))
            purchases.Add(new(customer.Code, date.Value, paid));
        else
            purchases.AddTo(orders[(customer.Code, order.Code)], date.Value, paid);
    }

    private Purchases Finish(StudyTable table)
    {
        var rows = purchases.ToArray();
        if (rows.Length == 0 && later > 0)
            throw new StudyException("all-later", ("file", table.Name), ("until", $"{request.Until:yyyy-MM-dd}"));
        if (!Array.Exists(rows, row => row.Amount >= 0))
            throw new StudyException("no-purchases", ("file", table.Name));
        return new(
            rows, customer.Names, rows.Min(row => row.Day), rows.Max(row => row.Day), HasAmounts, purchases.Entered,
            rows.Count(row => row.Amount < 0));
    }
}

/// <summary>Purchases as they come in.</summary>
/// <param name="mergesDays">Whether purchases of the same customer and day are added up.</param>
internal sealed class PurchaseList(bool mergesDays)
{
    private const int Enough = 1 << 20;
    private readonly List<DatedPurchase> rows = [];
    private int limit = Enough;

    public int Count => rows.Count;

    /// <summary>How many came in.</summary>
    public long Entered { get; private set; }

    public void Add(DatedPurchase purchase)
    {
        Entered++;
        rows.Add(purchase);
        if (mergesDays && rows.Count >= limit)
        {
            Merge();
            limit = Math.Max(Enough, 2 * rows.Count);
        }
    }

    /// <summary>Another line of a purchase; the purchase keeps its first day.</summary>
    public void AddTo(int place, DateOnly day, double amount)
    {
        var row = rows[place];
        rows[place] = row with { Amount = row.Amount + amount, Day = day < row.Day ? day : row.Day };
    }

    public DatedPurchase[] ToArray()
    {
        if (mergesDays)
            Merge();
        return [.. rows];
    }

    /// <summary>Adds up what a customer bought on a day; returns are added up apart, since they are no purchases.</summary>
    private void Merge()
    {
        rows.Sort((one, other) => Key(one).CompareTo(Key(other)));
        var kept = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            if (Key(rows[i]) == Key(rows[kept]))
                rows[kept] = rows[kept] with { Amount = rows[kept].Amount + rows[i].Amount };
            else
                rows[++kept] = rows[i];
        }
        rows.RemoveRange(Math.Min(rows.Count, kept + 1), Math.Max(0, rows.Count - kept - 1));
    }

    private static (int, int, bool) Key(DatedPurchase row) => (row.Member, row.Day.DayNumber, row.Amount < 0);
}
