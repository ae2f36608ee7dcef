using Laurel.Care;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Prizes;
using Laurel.Receipts;
using Laurel.Referrals;

namespace Laurel.Tests.Engine;

/// <summary>One of every kind of command, event and document, every field filled in.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2026, 4, 1, 22, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly MemberId Ada = new("mem_ada");
    private static readonly PurchaseId Receipt = new("2026-03-02/till-1/17");
    private static readonly RedemptionId Cup = new("red_1");
    private static readonly Use Limit = new("program:reward:espresso:0:2026-03", 1);
    private static readonly Traits Gold = new() { Segments = ["gold"], Attributes = new Dictionary<string, string> { ["city"] = "Tartu" }, Birthday = ["month"], Draw = 0.25m };

    private static readonly Consent Letters = new("marketing", "email", "2026-01", "et", "form") { Since = At };

    private static readonly LotChange Change = new()
    {
        Lot = "lot-1",
        Amount = 12,
        Earned = At,
        Active = At,
        Expires = Until,
        Purchase = Receipt,
        Owner = new("mem_bob"),
        Issuer = "bakery",
    };

    private static readonly Gift Won = new()
    {
        Unit = "point",
        Amount = 5,
        Lot = "challenge:explorer/2/1",
        Uses = [Limit],
        Reward = "espresso",
        Redemption = Cup,
    };

    private static readonly ReferralGiven Bonus = new()
    {
        Rule = "thanks",
        To = ReferralSide.Friend,
        Member = new("mem_bob"),
        Unit = "point",
        Amount = 50,
        Purchase = Receipt,
        Lot = "referral:thanks/mem_ada/1",
        Uses = [Limit],
        IsRevoked = true,
    };

    private static readonly HeldMembership Vip = new()
    {
        Id = "vip/1",
        Plan = "vip",
        Anchor = At,
        From = At,
        To = Until,
        Lapses = Until.AddDays(7),
        Ended = Until,
        State = MembershipState.Cancelled,
        Periods = [new FeePeriod(Day, Day.AddDays(31), 4900) { Refunded = 2400, IsUnpaid = true, IsTrial = true, Payment = "pi_1", Purchase = Receipt }],
        Saved = 120,
    };

    private static readonly Standing Stands = new() { Tier = "gold", Floor = "silver", History = [new Step(At, "gold")], Unlocked = ["gold"] };

    private static readonly MergedMember Guest = new()
    {
        Id = new("mem_bob"),
        At = At,
        Standing = Stands,
        Joined = At,
        Inviter = new("mem_cy"),
        InvitedBy = [new("mem_cy")],
        Owed = [new Use("point", 5)],
    };

    private static readonly MemberPast Past = new()
    {
        Joined = At,
        Days = [new Day(Day, "tartu-1") { Net = 970, Spend = 970, Counted = [new Use("point", 12)] }],
        Uses = [Limit],
        Purchases = 3,
        SpendEver = 2910,
        VisitsEver = 2,
        LastVisit = Day,
        Recent = [new Bought(Receipt, At)],
        Counted = [new Use("point", 12)],
        Expired = [new Use("point", 2)],
        Issued = [new IssuedReward(Cup, "espresso", Until)],
        Memberships = [Vip],
        Referrals = [Bonus],
        Inviter = new("mem_cy"),
        InvitedBy = [new("mem_cy")],
    };

    private static readonly ReceiptClaimed Claimed = new()
    {
        At = Until,
        Purchase = Receipt,
        Member = Ada,
        As = new("mem_bob"),
        Bought = At,
        Day = Day,
        Location = "tartu-1",
        Currency = "EUR",
        Lines = [new ReturnedLine(1, 0.1m, 200)],
        Total = 770,
        Spend = 770,
        Version = 2,
        Tier = "gold",
        Earlier = 3,
        Joined = At,
        Traits = Gold,
        Misses = [new Miss("double", "day")],
        Uses = [Limit],
        Given = [new Use("woods", 40)],
    };

    public static IReadOnlyList<Command> Commands { get; } =
    [
        new PublishDefinition { Id = new("c1"), At = At, Actor = "staff-1", Definition = "{}", From = At },
        new EnrolMember
        {
            Id = new("c2"), At = At, Actor = "key-1", Member = Ada, Location = "tartu-1", Channel = "till", HeldOut = true, IsCard = true, Owner = Ada,
            Opening = [new OpeningLot { Unit = "point", Amount = 40, Lot = "old-1", Issuer = "bakery", Earned = At, Active = At, Expires = Until }], Partners = ["gallery"],
            Spend = 12_345, Visits = 6, Tier = "gold", Rewards = ["tenth-cup"],
            Inviter = new("mem_bob"), Memberships = [new OpeningMembership { Plan = "vip", From = At, To = Until, Fee = 4900 }],
        },
        new RecordPurchase
        {
            Id = new("c3"), At = At, Actor = "till-1", Traits = Gold,
            Rewards = [new RewardInBasket { Reward = "espresso", Quantity = 2, Units = 80, UsesFirst = ["bakery"] }],
            Contributions = [new Contribution { Giving = "round-up", Amount = 40 }],
            Purchase = new Purchase
            {
                Id = Receipt, Member = Ada, Shopper = new ShopperId("sho_1"), At = At.AddMinutes(-3), Location = "tartu-1", Channel = "till",
                Currency = "EUR", Payments = [new Payment(Payment.Units, 80), new Payment("card", 975)], Codes = ["OAT-1"],
                Lines =
                [
                    new Line
                    {
                        Number = 1, Sku = "0123", Category = "coffee", Brand = "own", Labels = ["beans"], Kind = "goods", Quantity = 0.350m,
                        UnitPrice = 1999.5m, Discount = 10, TaxRate = 0.21m, Tax = 121, UnitCost = 800m,
                    },
                    new Line { Number = 2, Sku = "COF-ESP", UnitPrice = 280 },
                ],
            },
        },
        new ReturnLines
        {
            Id = new("c4"), At = At, Return = new ReturnId("ret_1"), Of = Receipt,
            Lines = [new LineBack { Line = 1, Quantity = 0.1m }, new LineBack { Sku = "COF-ESP" }],
        },
        new ClaimReceipt { Id = new("c4a"), At = At, Of = Receipt, Member = Ada, Traits = Gold },
        new ReserveReward
        {
            Id = new("c5"), At = At, Redemption = Cup, Member = Ada, Reward = "espresso", Quantity = 2, Units = 80, Until = Until, AtOnce = true,
            Location = "tartu-1", Traits = Gold, Item = "COF-ESP", UsesFirst = ["bakery"],
        },
        new CaptureRedemption { Id = new("c6"), At = At, Redemption = Cup, Units = 40 },
        new ReleaseRedemption { Id = new("c7"), At = At, Redemption = Cup },
        new CancelRedemption { Id = new("c8"), At = At, Redemption = Cup, Reason = "burnt" },
        new AdjustUnits { Id = new("c9"), At = At, Member = Ada, Unit = "point", Amount = -5, Reason = "mistake", Counts = true },
        new AssignTier { Id = new("c10"), At = At, Member = Ada, Tier = "gold", Reason = "loyal" },
        new PassTime { Id = new("c11"), At = At, Member = Ada },
        new BringHistory { Id = new("c12"), At = At, Member = Ada, Unit = "point", Earned = 500, Redeemed = 460, Row = "ada-2025" },
        new BuyMembership { Id = new("c20"), At = At, Member = Ada, Plan = "vip", Starts = Until, Fee = 4900, Payment = "pi_1" },
        new RenewMembership { Id = new("c21"), At = At, Member = Ada, Plan = "vip", Fee = 4900, Payment = "pi_2" },
        new ChangeMembership { Id = new("c22"), At = At, Member = Ada, Plan = "vip", To = "gold", Payment = "pi_3" },
        new CancelMembership { Id = new("c23"), At = At, Member = Ada, Plan = "vip", Reason = "moving" },
        new VoidMembership { Id = new("c24"), At = At, Member = Ada, Plan = "vip", Reason = "mistake" },
        new FailMembershipFee { Id = new("c25"), At = At, Member = Ada, Plan = "vip", Reason = "declined" },
        new SetInviter { Id = new("c27"), At = At, Member = Ada, Inviter = new("mem_bob") },
        new RefundMembershipFee { Id = new("c26"), At = At, Member = Ada, Plan = "vip", Amount = 500, Reason = "goodwill" },
        new TransferUnits { Id = new("c20"), At = At, Member = Ada, To = new("mem_bob"), Unit = "point", Amount = 5, UpTo = true, Reason = "gift" },
        new ReinstateUnits { Id = new("c21"), At = At, Member = Ada, Unit = "point", Amount = 5, Expires = Until, Reason = "ill" },
        new ExtendUnits { Id = new("c22"), At = At, Member = Ada, Unit = "point", Expires = Until, Lot = "lot-1", Reason = "ill" },
        new RunBatch
        {
            Id = new("c23"), At = At,
            Commands = [new TransferUnits { Id = default, At = default, Member = Ada, To = new("mem_bob"), Unit = "point", Amount = 5 }],
        },
        new MergeMembers { Id = new("c15"), At = At, Member = new("mem_bob"), Into = Ada, Reason = "two cards" },
        new UnmergeMember { Id = new("c16"), At = At, Member = new("mem_bob"), Reason = "two people" },
        new AdvanceFulfilment { Id = new("c19"), At = At, Redemption = Cup, Stage = Laurel.Stage.Shipped },
        new JoinHousehold { Id = new("c17"), At = At, Member = Ada, Household = new("hh_1") },
        new LeaveHousehold { Id = new("c18"), At = At, Member = Ada },
        new IssueCoupon { Id = new("c13"), At = At, Coupon = new CouponId("cpn_1"), Offer = "oat-milk", Member = Ada, Until = Until },
        new RecordActivity
        {
            Id = new("c14"), At = At, Activity = new ActivityId("act_1"), Member = Ada, What = "review", Location = "tartu-1", Channel = "app", Traits = Gold,
        },
        new Accounts.SwitchAccount { Id = new("c22"), At = At, Member = Ada, State = Accounts.AccountState.Off, Reason = "lost" },
        new AgreeToPartner { Id = new("c19"), At = At, Member = Ada, Partner = "gallery", Agrees = false },
        new PayCause { Id = new("c21"), At = At, Cause = "shelter", Amount = 500, Reference = "bank-1" },
        new SettleClearing { Id = new("c20"), At = At, Settlement = "2026-03", Partner = "bakery" },
        new TakePart { Id = new("c21"), At = At, Member = Ada, What = "explorer", Leave = true, Team = "blue", ByName = true },
        new CloseLeaderboard { Id = new("c24"), At = At, Leaderboard = "regulars", Day = Day },
        new PlayGame
        {
            Id = new("c22"), At = At, Member = Ada, Game = "quiz", Play = new PlayId("ply_1"), Answers = new Dictionary<string, string> { ["one"] = "b" },
            Traits = Gold with { Drawn = new Drawn("2026-03", "play/ply_1", "0a1b") },
        },
        new CommitSecret { Id = new("c23"), At = At, Epoch = "2026-03", Hash = "00ff", Secret = "a1b2" },
        new RecordCase
        {
            Id = new("c25"), At = At, Case = "T-17", Step = CaseStep.Answered, Member = Ada, Topic = "delivery", Location = "tartu-1", Channel = "email",
        },
        new ChangeConsent { Id = new("c26"), At = At, Member = Ada, Consent = Letters, Given = false },
        new NoteProfile { Id = new("c27"), At = At, Member = Ada, Filled = ["birthday"], Emptied = ["phone"] },
        new RecordRating { Id = new("c28"), At = At, Source = "google", Rating = "g-1", Stars = 4, Location = "tartu-1" },
    ];

    public static IReadOnlyList<Event> Events { get; } =
    [
        new DefinitionPublished { At = At, Version = 2, From = At, Hash = "00ff" },
        new MemberEnrolled
        {
            At = At, Member = Ada, Location = "tartu-1", Channel = "till", HeldOut = true,
            IsCard = true, Owner = Ada, IsInactive = true, Day = Day,
            Spend = 12_345, Visits = 6, Tier = "gold",
            Unlocked = ["silver", "gold"],
        },
        new PurchaseRecorded
        {
            At = At, Purchase = Receipt, Member = Ada, As = new("mem_bob"), Shopper = new ShopperId("sho_1"), Day = Day, Location = "tartu-1", Channel = "till",
            Currency = "EUR", Gross = 980, Discount = 10, Tax = 121, Total = 970, Spend = 970, Prices = [new LinePrice(700, 10, 121, 690, 690) { Free = 1 }],
            Given = [new DiscountGiven("oat-milk", 10, [10], Cup, new CouponId("cpn_1"))], Version = 2, Tier = "gold", Earlier = 3, Joined = At,
            Misses = [new Miss("welcome", "not-first")], Uses = [Limit],
        },
        new LinesReturned
        {
            At = At, Return = new ReturnId("ret_1"), Purchase = Receipt, Member = Ada, As = new("mem_bob"), Shopper = new ShopperId("sho_1"), Day = Day,
            PurchaseDay = Day, Location = "tartu-1", Currency = "EUR", Lines = [new ReturnedLine(1, 0.1m, 200)], Total = 200, Spend = 200,
            IsWhole = true,
        },
        Claimed,
        new UnitsMoved
        {
            At = At, Member = Ada, Unit = "point", Movement = Movement.Earned, Amount = 12, Before = 40, After = 52, Number = 2,
            Entries = [new Entry(Account.Members, 12), new Entry(Account.Issued, -12)], Lots = [Change], Owed = 0,
            Parts =
            [
                new Part
                {
                    Rule = "spend", Amount = 12, Counting = Counting.PerAmount, Base = 1250.5m, Give = 1, Step = 100, Rounding = Rounding.HalfUp,
                    Place = RoundingPlace.Line, Uncapped = 13, Room = 12,
                },
            ],
            Uses = [Limit], Counted = 12, Purchase = Receipt, Return = new ReturnId("ret_1"), Redemption = Cup, Cause = new("R-0"),
            As = new("mem_bob"), Other = new("mem_bob"), Activity = new("act_1"), Issuer = "bakery",
            Version = 2, Day = Day,
        },
        new LotsExtended { At = At, Member = Ada, Unit = "stamp", Expires = Until },
        new TierChanged { At = At, Member = Ada, Before = "silver", After = "gold", Unlocked = ["gold"] },
        new TierAssigned { At = At, Member = Ada, Floor = "gold", Reason = "loyal" },
        new RedemptionReserved
        {
            At = At, Redemption = Cup, Member = Ada, Reward = "espresso", Quantity = 2, Unit = "point", Amount = 80, Lots = [new HeldLot("lot-1", 80)],
            Until = Until, Purchase = Receipt, Uses = [Limit], Location = "tartu-1", Vouchers = ["0001"], Item = "COF-ESP",
        },
        new RedemptionCaptured { At = At, Redemption = Cup, Member = Ada, Reward = "espresso", Amount = 40, Freed = 40 },
        new RedemptionReleased { At = At, Redemption = Cup, Member = Ada, Reward = "espresso", TimedOut = true, Uses = [Limit] },
        new RedemptionCancelled { At = At, Redemption = Cup, Member = Ada, Reward = "espresso", Amount = 40, Uses = [Limit] },
        new FulfilmentChanged { At = At, Redemption = Cup, Member = Ada, Reward = "espresso", Stage = Laurel.Stage.Used, Until = Until, Purchase = Receipt },
        new Restated { At = At, Member = Ada, Cause = new("R-0"), Purchases = [new RestatedPurchase(Receipt, "base", "gold")] },
        new MembersMerged
        {
            At = At, Member = Ada, Other = new("mem_bob"), IsUndone = true, Past = Past, Standing = Stands, Owed = [new Use("point", 5)], Reason = "two people",
        },
        new HouseholdChanged { At = At, Household = new("hh_1"), Member = Ada, HasLeft = true, HeldOut = true },
        new FriendInvited { At = At, Friend = Ada, Inviter = new("mem_bob"), Line = [new("mem_bob"), new("mem_cy")] },
        new ReferralSettled { At = At, Friend = Ada, Given = Bonus },
        new MembershipChanged
        {
            At = At, Member = Ada, Change = MembershipChange.Cancelled, Fee = 4900, Refund = 2400, Saved = 120, UsedDays = 20, UnusedDays = 11,
            Reason = "moving", Payment = "pi_1", After = Vip,
        },
        new CouponIssued { At = At, Coupon = new CouponId("cpn_1"), Offer = "oat-milk", Member = Ada, Until = Until },
        new ActivityRecorded
        {
            At = At, Activity = new ActivityId("act_1"), Member = Ada, What = "review", Day = Day, Location = "tartu-1", Channel = "app", Version = 2,
            Misses = [new Miss("survey", "activity")],
        },
        new MoneyMoved
        {
            At = At, Purpose = MoneyPurpose.Funded, Entries = [new("partner:oatly", -540_000), new("partner:bakery", 540_000)], Partner = "bakery", Cause = "shelter",
            Unit = "point", Units = 54, Rule = "oats", Split = [new Use("oatly", 54)], Member = Ada, Purchase = Receipt, Return = new ReturnId("ret_1"),
            Redemption = Cup, Reference = "2026-01", Parts = [new Part { Rule = "oats", Amount = 54 }], Uses = [Limit],
        },
        new Accounts.AccountSwitched { At = At, Member = Ada, State = Accounts.AccountState.Closed, Reason = "she asked for it" },
        new PartnerAgreed { At = At, Member = Ada, Partner = "gallery", Agrees = true },
        new ChallengeMoved
        {
            At = At, Member = Ada, Challenge = "explorer", Change = ChallengeChange.Met, Round = 2, Gifts = [Won], Purchase = Receipt, IsClaimed = true,
            Marks = [new Mark("1", "coffee", At, 1_000_000)], Return = new ReturnId("ret_1"), Activity = new ActivityId("act_1"), Version = 2,
        },
        new BadgeChanged { At = At, Member = Ada, Badge = "explorer", By = "challenge:explorer", IsLost = true },
        new Rewards.RewardUnlocked { At = At, Member = Ada, Reward = "tasting", IsLost = true },
        new TookPart { At = At, Member = Ada, What = "explorer", Left = true, IsOut = true, ByName = true, InClub = true, Team = "blue" },
        new ScoreMoved
        {
            At = At, Member = Ada, What = "street", Period = "2026-03", Team = "blue", Change = ScoreChange.Given, Marks = [new Mark("", "", At, 970)],
            Before = 30, Score = 1000, Reached = At, Gifts = [Won], Purchase = Receipt, IsClaimed = true,
            Return = new ReturnId("ret_1"), Activity = new ActivityId("act_1"), Version = 2,
        },
        new LeaderboardClosed { At = At, What = "regulars", Period = "2026-03", Won = [new PlaceWon(Ada, 1, 12, [Won])], Members = 30, Version = 2 },
        new TicketMoved
        {
            At = At, Member = Ada, Game = "wheel", Ticket = "wheel/2026-03-02@tartu-1/1", Change = TicketChange.Revoked, Until = Until, Purchase = Receipt,
            Return = new ReturnId("ret_1"), Activity = new ActivityId("act_1"),
        },
        new GamePlayed
        {
            At = At, Member = Ada, Game = "wheel", Play = new PlayId("ply_1"), Ticket = "wheel/2026-03-02@tartu-1/1", Drawn = 0.31m,
            Won = [new Prize(50, "point", null), new Prize(1, null, "espresso")], Gifts = [Won], IsRight = true, TriesLeft = 1, Uses = [Limit], Version = 2,
        },
        new SecretCommitted { At = At, Epoch = "2026-03", Hash = "00ff", Secret = "a1b2" },
        new CaseMoved { At = At, Case = "T-17", Step = CaseStep.Answered, Member = Ada, Topic = "delivery", Location = "tartu-1", Channel = "email" },
        new ConsentChanged { At = At, Member = Ada, Consent = Letters with { Since = null }, Given = true },
        new ProfileChanged { At = At, Member = Ada, Filled = ["birthday"], Emptied = ["phone"] },
        new RatingRecorded { At = At, Source = "google", Rating = "g-1", Stars = 4, Location = "tartu-1" },
    ];

    public static IReadOnlyList<Document> Documents { get; } =
    [
        new Member
        {
            Id = Ada, Joined = At, HeldOut = true, IsCard = true, Owner = Ada, IsInactive = true,
            Purchases = 3, SpendEver = 2910, VisitsEver = 2, LastVisit = Day, Until = At.AddTicks(7),
            Lots = [new Lot { Id = "lot-1", Unit = "point", Left = 12, Earned = At, Active = At, Expires = Until, Purchase = Receipt, Owner = new("mem_bob"), Issuer = "bakery" }],
            Partners = ["gallery"], Consents = [Letters], Profile = ["name", "email"], Given = [new Use("shelter", 50)],
            Accounts = [new UnitAccount { Unit = "point", Booked = 7, Owed = 5, Counted = 52, Number = 2 }],
            Holds = [new Hold { Redemption = Cup, Reward = "espresso", Unit = "point", Uses = [Limit], Lots = [new HeldLot("lot-1", 5)], Until = Until }],
            Issued = [new IssuedReward(Cup, "espresso", Until, new("mem_bob"))],
            Days = [new Day(Day, "tartu-1") { Net = 970, Spend = 970, Counted = [new Use("point", 12)] }],
            Uses = [new Use("member:spend:0", 12)], Recent = [new Bought(Receipt, At)],
            Standing = new Standing { Tier = "gold", Floor = "silver", History = [new Step(At, "gold")], Unlocked = ["gold"] },
            Household = new("hh_1"), MergedInto = new("mem_cy"), Merged = [Guest],
            Memberships = [Vip], Inviter = new("mem_bob"), InvitedBy = [new("mem_bob")], Referrals = [Bonus],
            Challenges = [new ChallengeStanding { Challenge = "explorer", Marks = [new Mark("1", "coffee", At, 3)], Settled = 1, Met = [new RoundMet(2, At, [Won])] }],
            Badges = [new HeldBadge("explorer", "challenge:explorer", At)], TakesPart = [new Participation("explorer", At) { Team = "blue", IsOut = true, ByName = true }],
            Efforts =
            [
                new Effort { What = "street", Period = "2026-03", Team = "blue", Marks = [new Mark("", "", At, 970)], Gifts = [Won], Given = At },
            ],
            Tickets = [new Ticket("wheel/2026-03-02@tartu-1/1", "wheel", Until, 1)],
            Plays = [new Played(new PlayId("ply_1"), "wheel", "wheel/2026-03-02@tartu-1/1", At, [new Prize(50, "point", null)], [Won])],
        },
        new Returned
        {
            Purchase = Receipt, Lines = [new ReturnedLine(1, 0.1m, 200)], TakenBack = [new Use("point", 2)], GivenBack = [new Use("red_1", 40)],
            Expired = [new Use("point", 1)], IsWhole = true, Tier = "gold", Claim = [Claimed],
            Added = [new AddedPart("point", new Part { Rule = "more", Amount = 3, Room = 7 })],
        },
        new Redemption
        {
            Id = Cup, Member = Ada, Reward = "espresso", Quantity = 2, Unit = "point", Amount = 80, State = RedemptionState.Captured, Until = Until,
            Purchase = Receipt, Location = "tartu-1", At = At, Lots = [Change with { Amount = -80 }], Uses = [Limit], TimedOut = true, Stage = Laurel.Stage.Used,
        },
        new Household { Id = new("hh_1"), Members = [Ada, new("mem_bob")], HeldOut = true },
        new Tally { Name = "stock:espresso", Amount = 17 },
        new Epoch { Id = "2026-03", Hash = "00ff", Secret = "a1b2" },
        new Standings
        {
            What = "street", Period = "2026-03", Team = "blue", Sum = 1000, Members = 2, Closed = At,
            Places = [new Laurel.Gatherings.Place(Ada, 970, At) { IsGiven = true, Issued = [Cup] }],
        },
        new Roster { What = "street", Team = "blue", Members = [Ada] },
        new Laurel.Coupons.Coupon { Id = new CouponId("cpn_1"), Offer = "oat-milk", Member = Ada, Until = Until },
    ];
}
