using Laurel.Care;
using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel.Server.Http;

/// <summary>What a journal row was about, for lists: one word, and the things it names.</summary>
public sealed record Story
{
    public required string What { get; init; }
    public string? Purchase { get; init; }
    public string? Return { get; init; }
    public string? Redemption { get; init; }
    public string? Reward { get; init; }
    public string? Location { get; init; }
    public string? Reason { get; init; }

    /// <summary>What was paid, or given back; minor units of <see cref="Currency"/>, or of the program's where that is null.</summary>
    public long? Total { get; init; }
    public string? Currency { get; init; }

    internal static Story Of(JournalRow row) => row.Command switch
    {
        RecordPurchase c => OfPurchase(c, row.Events),
        ReturnLines c => OfReturn(c, row.Events),
        Receipts.ClaimReceipt c => OfClaim(c, row.Events),
        EnrolMember c => new Story { What = "enrol", Location = c.Location },
        ReserveReward c => new Story
        {
            What = c.AtOnce ? "redeem" : "reserve",
            Redemption = c.Redemption.Value,
            Reward = c.Reward,
            Location = c.Location,
        },
        CaptureRedemption c => new Story { What = "capture", Redemption = c.Redemption.Value, Reward = RewardOf(row.Events) },
        ReleaseRedemption c => new Story { What = "release", Redemption = c.Redemption.Value, Reward = RewardOf(row.Events) },
        CancelRedemption c => new Story { What = "cancel", Redemption = c.Redemption.Value, Reward = RewardOf(row.Events), Reason = c.Reason },
        AdvanceFulfilment c => new Story { What = "fulfil", Redemption = c.Redemption.Value, Reward = RewardOf(row.Events) },
        AdjustUnits c => new Story { What = "adjust", Reason = c.Reason },
        AssignTier c => new Story { What = "assign-tier", Reason = c.Reason },
        SetInviter => new Story { What = "inviter" },
        MembershipCommand c => new Story { What = "membership", Reward = c.Plan },
        IssueCoupon c => new Story { What = "issue-coupon", Reason = c.Offer },
        RecordActivity c => new Story { What = "activity", Reason = c.What, Location = c.Location },
        Challenges.TakePart c => new Story { What = "take-part", Reward = c.What },
        Gatherings.CloseLeaderboard c => new Story { What = "close-leaderboard", Reward = c.Leaderboard },
        Games.PlayGame c => new Story { What = "play", Reward = c.Game },
        Games.CommitSecret c => new Story { What = c.Secret is null ? "commit-secret" : "reveal-secret", Reason = c.Epoch },
        TransferUnits c => new Story { What = "transfer", Reason = c.Reason.Length == 0 ? null : c.Reason },
        ReinstateUnits c => new Story { What = "reinstate", Reason = c.Reason },
        ExtendUnits c => new Story { What = "extend", Reason = c.Reason },
        MergeMembers c => new Story { What = "merge", Reason = c.Reason.Length == 0 ? null : c.Reason },
        UnmergeMember c => new Story { What = "unmerge", Reason = c.Reason.Length == 0 ? null : c.Reason },
        JoinHousehold => new Story { What = "join-household" },
        LeaveHousehold => new Story { What = "leave-household" },
        RunBatch => new Story { What = "batch" },
        BringHistory => new Story { What = "bring-history" },
        Accounts.SwitchAccount { State: Accounts.AccountState.On } c => new Story { What = "account-on", Reason = c.Reason },
        Accounts.SwitchAccount { State: Accounts.AccountState.Off } c => new Story { What = "account-off", Reason = c.Reason },
        Accounts.SwitchAccount c => new Story { What = "account-closed", Reason = c.Reason },
        PassTime => new Story { What = "pass-time" },
        AgreeToPartner c => new Story { What = "agree-to-partner", Reason = c.Partner },
        RecordCase { Step: CaseStep.Opened } c => new Story { What = "case-opened", Reason = c.Case, Location = c.Location },
        RecordCase { Step: CaseStep.Answered } c => new Story { What = "case-answered", Reason = c.Case, Location = c.Location },
        RecordCase c => new Story { What = "case-solved", Reason = c.Case, Location = c.Location },
        ChangeConsent c => new Story { What = c.Given ? "consent-given" : "consent-withdrawn", Reason = $"{c.Consent.Purpose}, {c.Consent.Channel}" },
        NoteProfile => new Story { What = "profile" },
        RecordRating c => new Story { What = "rating", Reason = c.Source, Location = c.Location },
        SettleClearing => new Story { What = "settle" },
        PayCause c => new Story { What = "pay-cause", Reason = c.Cause },
        PublishDefinition => new Story { What = "publish" },
        _ => throw new InvalidOperationException($"No story is written for {row.Command.GetType().Name}."),
    };

    private static Story OfPurchase(RecordPurchase command, IReadOnlyList<Event> events) => new()
    {
        What = "purchase",
        Purchase = command.Purchase.Id.Value,
        Location = command.Purchase.Location,
        Total = events.OfType<PurchaseRecorded>().SingleOrDefault()?.Total,
        Currency = command.Purchase.Currency,
    };

    private static Story OfClaim(Receipts.ClaimReceipt command, IReadOnlyList<Event> events)
    {
        var claimed = events.OfType<Receipts.ReceiptClaimed>().SingleOrDefault();
        return new Story { What = "claim", Purchase = command.Of.Value, Location = claimed?.Location, Total = claimed?.Total, Currency = claimed?.Currency };
    }

    private static Story OfReturn(ReturnLines command, IReadOnlyList<Event> events)
    {
        var returned = events.OfType<LinesReturned>().SingleOrDefault();
        return new Story
        {
            What = "return",
            Purchase = command.Of.Value,
            Return = command.Return.Value,
            Location = returned?.Location,
            Total = returned?.Total,
        };
    }

    private static string? RewardOf(IReadOnlyList<Event> events) => events.Select(e => e switch
    {
        RedemptionCaptured c => c.Reward,
        RedemptionReleased r => r.Reward,
        RedemptionCancelled c => c.Reward,
        FulfilmentChanged c => c.Reward,
        _ => null,
    }).FirstOrDefault(r => r is not null);
}
