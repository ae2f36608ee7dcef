namespace Laurel.Insight.Reports;

/// <summary>The file as it was read, before any row was judged.</summary>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Orders">Different order numbers, returns among them; the rows where there are no numbers.</param>
/// <param name="ReturnOrders">Of those, the ones that are returns.</param>
/// <param name="Customers">Different customers.</param>
/// <param name="Skus">Different SKUs; 0 where no column has them.</param>
/// <param name="Amount">The sum of all rows in major units, returns negative, nothing left out and nothing rounded.</param>
/// <param name="AmountWithCustomer">The same, of rows with a customer.</param>
/// <param name="RowsWithoutCustomer">Rows whose customer is empty.</param>
public sealed record OrdersProfile(
    long Rows, long Orders, long ReturnOrders, long Customers, long Skus, decimal Amount, decimal AmountWithCustomer,
    long RowsWithoutCustomer);

/// <summary>Rows that were left out, or kept although they are odd.</summary>
/// <param name="Code">Its text is <c>warning.{code}</c>.</param>
/// <param name="Rows">How many.</param>
/// <param name="IsDropped">Whether they were left out.</param>
public sealed record OrdersWarning(string Code, long Rows, bool IsDropped)
{
    public string Text(Language language) => ReportTexts.Say(language, $"warning.{Code}", ("rows", Rows));
}
