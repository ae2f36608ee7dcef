using Laurel.Engine;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class InvariantsTests
{
    private static readonly Place Here = new("shop", new CommandId("c1"));

    private static readonly Member Ada = new()
    {
        Id = new MemberId("ada"),
        Joined = Shop.Start,
        Lots = [Lot("l1", 10, Shop.Start.AddDays(1))],
        Accounts = [new UnitAccount { Unit = "point", Booked = 10, Number = 1 }],
    };

    private static readonly UnitsMoved Earned = new()
    {
        At = Shop.Start,
        Member = Ada.Id,
        Unit = "point",
        Movement = Movement.Earned,
        Amount = 5,
        Before = 10,
        After = 15,
        Number = 2,
        Entries = [new Entry(Account.Members, 5), new Entry(Account.Issued, -5)],
        Lots = [Change("l2", 5, null)],
        Parts = [new Part { Rule = "spend", Amount = 5 }],
    };

    [Fact]
    public void A_right_posting_passes() => Should.NotThrow(() => Check(Earned, Ada));

    [Fact]
    public void Entries_sum_to_zero() =>
        Broken(Earned with { Entries = [new Entry(Account.Members, 5), new Entry(Account.Issued, -4)] })
            .ShouldBe("The entries of a posting do not sum to zero (shop, command c1, member ada, unit point, posting 2)");

    [Fact]
    public void The_members_entry_is_the_amount() =>
        Broken(Earned with { Entries = [new Entry(Account.Members, 4), new Entry(Account.Issued, -4)] }).ShouldStartWith("The members' entries");

    [Fact]
    public void After_is_before_and_amount() => Broken(Earned with { After = 16 }).ShouldStartWith("The balance after is not the one before");

    [Fact]
    public void Parts_sum_to_the_amount() =>
        Broken(Earned with { Parts = [new Part { Rule = "spend", Amount = 4 }] }).ShouldStartWith("The parts of the explanation");

    [Fact]
    public void Lots_and_arrears_move_by_the_amount() => Broken(Earned with { Owed = 1 }).ShouldStartWith("Lots and arrears");

    [Fact]
    public void Before_is_what_was_booked() => Broken(Earned with { Before = 9, After = 14 }).ShouldStartWith("The balance before is not the one booked");

    [Fact]
    public void Postings_are_numbered_without_gap() => Broken(Earned with { Number = 3 }).ShouldStartWith("The postings of a member");

    [Fact]
    public void The_balance_is_lots_less_arrears()
    {
        var ada = Ada with { Lots = [Lot("l1", 11, null)] };
        Broken(Earned, ada).ShouldStartWith("The balance in point is not its lots less its arrears");
    }

    [Fact]
    public void No_lot_is_negative()
    {
        var broken = Should.Throw<InvariantBrokenException>(() => Invariants.Check(Ada with
        {
            Lots = [Lot("l1", 11, null), Lot("l2", -1, null)],
        }, "somewhere"));
        (broken.What, broken.Where).ShouldBe(("Lot l2 of point is negative", "somewhere"));
    }

    [Fact]
    public void Arrears_are_not_negative()
    {
        var ada = Ada with { Accounts = [new UnitAccount { Unit = "point", Booked = 11, Owed = -1, Number = 1 }] };
        Should.Throw<InvariantBrokenException>(() => Invariants.Check(ada, "somewhere")).What.ShouldBe("The arrears in point are negative");
    }

    [Theory]
    [InlineData(-1, false, null)]
    [InlineData(0, false, "Lot l1 was used after it expired")]
    [InlineData(0, true, null)]
    public void No_lot_is_used_at_or_after_its_expiry_unless_it_was_held(int secondsAfter, bool isHeld, string? problem)
    {
        var at = Shop.Start.AddDays(1).AddSeconds(secondsAfter);
        var redemption = new RedemptionId("d1");
        var hold = new Hold { Redemption = redemption, Reward = "espresso", Unit = "point", Lots = [new HeldLot("l1", 10)] };
        var ada = Ada with { Holds = isHeld ? [hold] : [] };
        var redeemed = Earned with
        {
            At = at,
            Movement = Movement.Redeemed,
            Amount = -10,
            After = 0,
            Entries = [new Entry(Account.Members, -10), new Entry(Account.Redeemed, 10)],
            Lots = [Change("l1", -10, Shop.Start.AddDays(1))],
            Parts = [new Part { Rule = "espresso", Amount = -10 }],
            Redemption = redemption,
        };
        Record.Exception(() => Check(redeemed, ada))?.Message.ShouldStartWith(problem ?? "nothing");
        (Record.Exception(() => Check(redeemed, ada)) is null).ShouldBe(problem is null);
    }

    [Fact]
    public void Units_do_not_move_for_who_has_not_joined() =>
        Should.Throw<InvariantBrokenException>(() => Invariants.Check(Earned, null, null, Here))
            .What.ShouldBe("Units moved for a member who has not joined");

    [Fact]
    public void A_document_is_bounded()
    {
        Should.NotThrow(() => Invariants.Check(Key.Member(Ada.Id), new byte[65536], Here));
        Should.Throw<InvariantBrokenException>(() => Invariants.Check(Key.Member(Ada.Id), new byte[65537], Here))
            .Message.ShouldBe("member/ada takes 65537 bytes, more than 65536 (shop, command c1)");
    }

    private static void Check(UnitsMoved moved, Member before)
    {
        Invariants.Check(moved, Here);
        Invariants.Check(moved, before, Evolve.Apply(Key.Member(before.Id), before, moved), Here);
    }

    private static string Broken(UnitsMoved moved, Member? before = null) =>
        Should.Throw<InvariantBrokenException>(() => Check(moved, before ?? Ada)).Message;

    private static Lot Lot(string id, long left, DateTimeOffset? expires) =>
        new() { Id = id, Unit = "point", Left = left, Earned = Shop.Start, Active = Shop.Start, Expires = expires };

    private static LotChange Change(string lot, long amount, DateTimeOffset? expires) =>
        new() { Lot = lot, Amount = amount, Earned = Shop.Start, Active = Shop.Start, Expires = expires };
}
