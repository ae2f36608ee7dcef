using Laurel.Insight.Facts.DuckDb;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Reports;

public sealed class OrdersFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("laurel-orders-").FullName;

    private static readonly OrdersLayout Plain = new() { Customer = "who", Date = "day", Amount = "paid", CurrencyCode = "EUR" };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_row_is_a_purchase_where_there_is_no_order_number()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,12.50", "ada,2026-01-05,3", "bob,2026-01-06,4.00");
        orders.Facts.Ask("SELECT string_agg(who || ' ' || net, ', ' ORDER BY net) FROM purchases JOIN customers USING (customer)")
            .ShouldBe("ada 300, bob 400, ada 1250");
        orders.LastDay.ShouldBe(new DateOnly(2026, 1, 6));
        orders.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_with_the_same_order_number_are_one_purchase_with_lines()
    {
        var layout = new OrdersLayout { Customer = "who", Date = "day", Order = "no", Sku = "item", Quantity = "n", Price = "each" };
        using var orders = Read(layout, "no,who,day,item,n,each",
            "1,ada,2026-01-05 09:00,ESP,2,2.20", "1,ada,2026-01-05 09:01,TEA,0.5,3.333");
        orders.Facts.Ask("SELECT count(*) || ' ' || sum(net) || ' ' || min(occurred_at) FROM purchases")
            .ShouldBe("1 607 2026-01-05 09:00:00");
        orders.Facts.Ask("SELECT string_agg(sku || ' ' || net, ', ' ORDER BY line) FROM lines").ShouldBe("ESP 440, TEA 167");
    }

    [Fact]
    public void A_missing_column_is_named_with_those_that_exist() =>
        Should.Throw<OrdersFileException>(() => Read(Plain, "customer,day,paid", "ada,2026-01-05,1"))
            .Message.ShouldEndWith("has no column 'who' (--customer). It has: customer, day, paid.");

    [Fact]
    public void Without_a_layout_the_file_must_have_the_shape_of_a_preset()
    {
        using var cdnow = Read(null, "customer_id,date,cds,amount", "00001,1997-01-01,1,11.77");
        cdnow.Layout.ShouldBe(OrdersLayout.Cdnow);
        Should.Throw<OrdersFileException>(() => Read(null, "a,b", "1,2")).Message.ShouldContain("online-retail, cdnow, shopify");
    }

    [Fact]
    public void A_layout_without_money_says_what_is_needed() =>
        Should.Throw<OrdersFileException>(() => Read(Plain with { Amount = null }, "who,day,paid", "ada,2026-01-05,1"))
            .Message.ShouldContain("holds the amount (--amount)");

    [Fact]
    public void Rows_that_cannot_be_read_are_counted_and_left_out()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1",
            "ada,soon,1", "ada,2026-01-05,much", ",2026-01-05,1", "bob,2026-01-06,0");
        orders.Warnings.Select(w => (w.Code, w.Rows, w.IsDropped)).ShouldBe([
            ("bad-date", 1, true), ("bad-amount", 1, true), ("no-customer", 1, false), ("zero-amount", 1, false)]);
        orders.Warnings[0].Text(Language.English).ShouldBe("1 row has no date that can be read and was left out.");
        orders.Facts.Ask("SELECT count(*) FROM purchases").ShouldBe(3L);
    }

    [Fact]
    public void A_row_with_too_many_cells_is_counted_and_left_out()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1", "bob,2026-01-05,1,2,3", "cyd,2026-01-06,1");
        orders.Warnings.Single().ShouldBe(new OrdersWarning("unreadable-rows", 1, IsDropped: true));
    }

    [Fact]
    public void Amounts_are_read_with_signs_thousands_and_a_decimal_comma()
    {
        using var commas = Read(Plain, "who;day;paid", "ada;2026-01-05;1.234,50 €", "ada;2026-01-06;7,5", "ada;2026-01-07;3");
        commas.Facts.Ask("SELECT sum(net) FROM purchases").ShouldBe(new System.Numerics.BigInteger(124500));
        using var points = Read(Plain, "who;day;paid", "ada;2026-01-05;$1,234.50");
        points.Facts.Ask("SELECT sum(net) FROM purchases").ShouldBe(new System.Numerics.BigInteger(123450));
    }

    [Theory]
    [InlineData("(12.50)", -1250)]
    [InlineData("12.50-", -1250)]
    [InlineData("−12.50 €", -1250)]
    [InlineData("-€12.50", -1250)]
    [InlineData("1.25e1", 1250)]
    [InlineData("1e31", null)]
    [InlineData("3x4", null)]
    [InlineData("12-34", null)]
    [InlineData("1’250.00", 125000)]
    public void An_amount_is_what_a_ledger_means_by_it_or_is_counted_as_unreadable(string written, int? cents)
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1.00", $"bob,2026-01-06,{written}");
        orders.Profile.Amount.ShouldBe(1 + (cents ?? 0) / 100m);
        orders.Warnings.Any(warning => warning.Code == "bad-amount").ShouldBe(cents is null);
    }

    [Fact]
    public void What_stands_for_nothing_is_no_customer()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1", "NA,2026-01-05,1", "null,2026-01-06,1");
        orders.Profile.Customers.ShouldBe(1);
        orders.Warnings.Single().ShouldBe(new OrdersWarning("no-customer", 2, IsDropped: false));
    }

    [Fact]
    public void Amounts_written_both_ways_are_not_guessed() =>
        Should.Throw<OrdersFileException>(() => Read(Plain, "who;day;paid", "ada;2026-01-05;7,50", "ada;2026-01-05;7.50"))
            .Message.ShouldContain("1 number with a decimal comma and 1 with a decimal point");

    [Fact]
    public void A_form_of_date_that_alone_fits_is_read()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,03/04/2026 09:15,1", "ada,25/04/2026 09:15,1");
        orders.Facts.Ask("SELECT min(day)::VARCHAR FROM purchases").ShouldBe("2026-04-03");
    }

    [Fact]
    public void A_date_that_may_mean_two_days_is_not_guessed()
    {
        string[] rows = ["who,day,paid", "ada,03/04/2026,1"];
        Should.Throw<OrdersFileException>(() => Read(Plain, rows)).Message.ShouldContain("several ways: %d/%m/%Y, %m/%d/%Y");
        using var orders = Read(Plain with { DateFormat = "%m/%d/%Y" }, rows);
        orders.LastDay.ShouldBe(new DateOnly(2026, 3, 4));
    }

    [Fact]
    public void A_negative_amount_is_a_return()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,10", "ada,2026-01-08,-4");
        orders.Facts.Ask("SELECT (SELECT sum(net) FROM purchases) || ' ' || (SELECT sum(net) FROM returns)").ShouldBe("1000 400");
        orders.Warnings.Single().Code.ShouldBe("returns");
    }

    /// <summary>Sums of such amounts differed from the file's by a few cents, and nothing said why.</summary>
    [Fact]
    public void Amounts_finer_than_a_cent_are_rounded_and_counted()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1.005", "bob,2026-01-06,2.50", "eve,2026-01-07,0.3349");
        orders.Warnings.ShouldContain(new OrdersWarning("finer-amount", 2, IsDropped: false));
        orders.Facts.Ask("SELECT sum(net)::INTEGER FROM purchases").ShouldBe(101 + 250 + 33);
    }

    [Fact]
    public void A_negative_line_lowers_the_order_it_is_in()
    {
        using var orders = Read(Plain with { Order = "no" }, "no,who,day,paid", "1,ada,2026-01-05,10", "1,ada,2026-01-05,-2");
        orders.Facts.Ask("SELECT string_agg(net::VARCHAR) FROM purchases").ShouldBe("800");
        orders.Facts.Ask("SELECT count(*) FROM returns").ShouldBe(0L);
    }

    [Fact]
    public void Members_join_on_the_day_the_file_says_or_when_they_are_first_marked()
    {
        using var flagged = Read(Plain with { Member = "card" },
            "who,day,paid,card", "ada,2026-01-05,1,no", "ada,2026-02-05,1,yes", "bob,2026-01-05,1,");
        flagged.Facts.Ask("SELECT string_agg(member || ' ' || day) FROM members").ShouldBe("ada 2026-02-05");
        using var dated = Read(Plain with { Joined = "since" }, "who,day,paid,since", "ada,2026-01-05,1,2025-12-24", "bob,2026-01-05,1,");
        dated.Facts.Ask("SELECT string_agg(member || ' ' || day) FROM members").ShouldBe("ada 2025-12-24");
        dated.Scope().HasMembers.ShouldBeTrue();
    }

    [Fact]
    public void A_compressed_file_is_read_as_it_is()
    {
        var path = Path.Combine(folder, "orders.csv.gz");
        using (var writer = new StreamWriter(
            new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionMode.Compress)))
            writer.Write("who,day,paid\nada,2026-01-05,1\n");
        using var orders = OrdersFile.Read(path, Plain);
        orders.Profile.Rows.ShouldBe(1);
    }

    [Fact]
    public void An_unknown_currency_is_refused() =>
        Should.Throw<OrdersFileException>(() => Read(Plain with { CurrencyCode = "EURO" }, "who,day,paid", "ada,2026-01-05,1"))
            .Message.ShouldContain("'EURO' is no currency");

    [Fact]
    public void A_Shopify_export_has_the_order_on_its_first_row()
    {
        using var orders = Read(null,
            "Name,Email,Financial Status,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,"
                + "Cancelled at,Refunded Amount",
            "#1001,ada@example.com,paid,EUR,25.00,30.00,2025-10-07 09:50:26 +0200,1,Mug,15.00,MUG,,0.00",
            "#1001,ada@example.com,,,,,2025-10-07 09:50:26 +0200,2,Cup,5.00,CUP,,",
            "#1002,bob@example.com,refunded,EUR,10.00,15.00,2025-10-08 23:30:00 +0200,1,Tea,10.00,TEA,,10.00",
            "#1003,cyd@example.com,voided,EUR,9.00,9.00,2025-10-09 10:00:00 +0200,1,Tea,9.00,TEA,,0.00",
            "#1004,dan@example.com,paid,EUR,9.00,9.00,2025-10-09 10:00:00 +0200,1,Tea,9.00,TEA,2025-10-09 11:00:00 +0200,0.00");
        orders.Layout.ShouldBe(OrdersLayout.Shopify);
        orders.Facts.Ask("SELECT string_agg(purchase || ' ' || net || ' ' || day, ', ' ORDER BY purchase) FROM purchases")
            .ShouldBe("#1001 2500 2025-10-07, #1002 1000 2025-10-08");
        orders.Facts.Ask("SELECT string_agg(sku || ' ' || net, ', ' ORDER BY sku) FROM lines").ShouldBe("CUP 1000, MUG 1500, TEA 1000");
        orders.Facts.Ask("SELECT string_agg(purchase || ' ' || net) FROM returns").ShouldBe("#1002 1000");
        orders.Warnings.Select(w => (w.Code, w.Rows)).ShouldBe([("cancelled", 1), ("unpaid", 1), ("refund-day-unknown", 1)]);
    }

    [Fact]
    public void The_facts_of_a_file_cannot_read_other_files()
    {
        using var orders = Read(Plain, "who,day,paid", "ada,2026-01-05,1");
        Should.Throw<Exception>(() => orders.Facts.Ask("SELECT count(*) FROM read_csv('/etc/hosts')"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<OrdersFileException>(() => OrdersFile.Read("nowhere.csv")).Message.ShouldBe("There is no file nowhere.csv.");

    [Fact]
    public void A_file_without_purchases_says_so() =>
        Should.Throw<OrdersFileException>(() => Read(Plain, "who,day,paid", "ada,2026-01-05,none")).Message.ShouldContain("amount");

    [Fact]
    public void A_file_without_rows_says_so() =>
        Should.Throw<OrdersFileException>(() => Read(Plain, "who,day,paid")).Message.ShouldContain("has no rows");

    [Fact]
    public void An_empty_column_is_named() =>
        Should.Throw<OrdersFileException>(() => Read(Plain, "who,day,paid", "ada,,1")).Message.ShouldContain("Column 'day' is empty");

    [Fact]
    public void A_file_that_is_no_table_is_refused()
    {
        var path = Path.Combine(folder, "noise.csv");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7919 % 251))]);
        Should.Throw<OrdersFileException>(() => OrdersFile.Read(path, Plain)).Message.ShouldContain("noise.csv");
        File.WriteAllText(path, "");
        Should.Throw<OrdersFileException>(() => OrdersFile.Read(path, Plain)).Message.ShouldContain("noise.csv");
    }

    [Theory]
    [InlineData("who", "whom", null)]
    [InlineData("Customer ID", "customer_id", "Customer ID")]
    public void A_mistyped_column_is_asked_about_in_every_language(string column, string typed, string? meant)
    {
        var problem = Should.Throw<OrdersFileException>(() => Read(Plain with { Customer = typed }, $"{column},day,paid", "ada,2026-01-05,1"));
        (problem.Code, problem.IsMisuse).ShouldBe(("no-column", true));
        var texts = Enum.GetValues<Language>().Select(problem.Text).ToList();
        texts.Distinct().Count().ShouldBe(4);
        texts.ShouldAllBe(text => text.Contains(typed) && text.Contains(meant ?? "--customer"));
    }

    [Fact]
    public void Every_problem_is_said_in_every_language()
    {
        var keys = ReportTexts.Keys(Language.English).Where(key => key.StartsWith("problem.", StringComparison.Ordinal)).Order().ToList();
        keys.Count.ShouldBeGreaterThan(15);
        foreach (var language in Enum.GetValues<Language>())
            ReportTexts.Keys(language).Where(key => key.StartsWith("problem.", StringComparison.Ordinal)).Order().ShouldBe(keys);
    }

    [Fact]
    public void Parquet_is_read_as_text_is()
    {
        var path = Path.Combine(folder, "orders.bin");
        using (var connection = new DuckDBConnection())
        {
            connection.Open();
            using var write = connection.CreateCommand();
            write.CommandText = $"""
                COPY (SELECT * FROM (VALUES ('ada', DATE '2026-01-05', 12.5), ('bob', DATE '2026-01-06', 3.0)) t (who, day, paid))
                TO '{path}' (FORMAT parquet)
                """;
            write.ExecuteNonQuery();
        }
        using var orders = OrdersFile.Read(path, Plain);
        orders.Facts.Ask("SELECT string_agg(net || ' ' || day, ', ' ORDER BY day) FROM purchases").ShouldBe("1250 2026-01-05, 300 2026-01-06");
    }

    [Fact]
    public void Western_bytes_are_read_as_such_and_said()
    {
        var path = Path.Combine(folder, "orders.csv");
        File.WriteAllLines(path, ["who,day,paid", .. Enumerable.Range(1, 400).Select(i => $"José {i % 9},2026-01-{i % 28 + 1:00},1")], System.Text.Encoding.Latin1);
        using var orders = OrdersFile.Read(path, Plain);
        orders.Profile.Rows.ShouldBe(400);
        orders.Facts.Ask("SELECT count(*) FROM customers WHERE who LIKE 'José %'").ShouldBe(9L);
        orders.Warnings.Select(warning => warning.Code).ShouldContain("western-letters");
    }

    [Fact]
    public void Wide_letters_with_a_mark_are_known_by_it()
    {
        var path = Path.Combine(folder, "orders.csv");
        File.WriteAllText(path, "who,day,paid\nJosé,2026-01-05,1\nJosè,2026-01-05,1\n", System.Text.Encoding.Unicode);
        using var orders = OrdersFile.Read(path, Plain);
        orders.Facts.Ask("SELECT string_agg(who, ' ' ORDER BY who) FROM customers").ShouldBe("Josè José");
    }

    [Theory]
    [InlineData("14-Mar-26")]
    [InlineData("14 March 2026")]
    [InlineData("March 14, 2026")]
    [InlineData("14MAR2026")]
    [InlineData("14.03.26")]
    [InlineData("2026/03/14")]
    [InlineData("20260314")]
    [InlineData("2026-03-14T09:15:00+02:00")]
    [InlineData("14.03.2026 09:15")]
    [InlineData("03/14/2026 9:15 PM")]
    [InlineData("46095")]
    [InlineData("46095.875")]
    [InlineData("1773479700")]
    [InlineData("1773479700000")]
    [InlineData("Sat Mar 14 09:15:00 CET 2026")]
    public void Dates_are_read_however_shops_write_them(string day)
    {
        using var orders = Read(Plain, "who;day;paid", $"ada;{day};1");
        orders.LastDay.ShouldBe(new DateOnly(2026, 3, 14));
    }

    [Fact]
    public void Without_customers_baskets_and_revenue_can_still_be_measured()
    {
        using var orders = Read(Plain with { Customer = null }, "who,day,paid", "ada,2026-01-05,10", "bob,2026-02-05,20");
        var report = MeasureReport.Create(orders, new(), Language.English);
        report.Find("overview")!.Find("revenue")!.Value.ShouldBe(30);
        report.Find("repeat-purchase-rate")!.IsKnown.ShouldBeFalse();
        report.ToHtml().ShouldContain("€30.00");
    }

    [Fact]
    public void Every_text_of_reports_exists_in_every_language() =>
        Languages.All.ShouldAllBe(l => ReportTexts.Keys(l).SequenceEqual(ReportTexts.Keys(Language.English)));

    private OrdersFile Read(OrdersLayout? layout, params string[] rows)
    {
        var path = Path.Combine(folder, "orders.csv");
        File.WriteAllLines(path, rows);
        return OrdersFile.Read(path, layout);
    }
}
