using System.Globalization;

namespace Laurel;

/// <summary>
/// A refusal is a state of the world, not an error: expected, remembered like an effect, and without any effect of its own.
/// </summary>
public sealed record Refusal(string Code, IReadOnlyDictionary<string, string> Facts)
{
    // In the order in which they are looked for; what to do is said by Explaining/Texts/refusals.*.json.
    public static Refusal TimeOutOfRange(DateTimeOffset at) => Of("time-out-of-range", ("at", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
    public static Refusal NoProgram() => Of("no-program");
    public static Refusal MalformedDefinition(string problems) => Of("malformed-definition", ("problems", problems));
    public static Refusal EndsTooSoon(DateOnly ends, DateOnly earliest) =>
        Of("ends-too-soon", ("ends", ends.ToString("O")), ("earliest", earliest.ToString("O")));
    public static Refusal NotEligible(string needs) => Of("not-eligible", ("needs", needs));
    public static Refusal AgeUnknown(int least) => Of("age-unknown", ("least", least));
    public static Refusal TooYoung(int least) => Of("too-young", ("least", least));
    public static Refusal ProgramEnded(DateOnly ends) => Of("program-ended", ("ends", ends.ToString("O")));
    public static Refusal UnitMustStay(string unit) => Of("unit-must-stay", ("unit", unit));
    public static Refusal OtherCurrency(string read, string expected) => Of("other-currency", ("read", read), ("expected", expected));
    public static Refusal UnknownMember(string member) => Of("unknown-member", ("member", member));
    public static Refusal UnknownUnit(string unit) => Of("unknown-unit", ("unit", unit));
    public static Refusal UnknownTier(string tier) => Of("unknown-tier", ("tier", tier));
    public static Refusal UnknownReward(string reward) => Of("unknown-reward", ("reward", reward));
    public static Refusal UnknownPurchase(string purchase) => Of("unknown-purchase", ("purchase", purchase));
    public static Refusal UnknownRedemption(string redemption) => Of("unknown-redemption", ("redemption", redemption));
    public static Refusal UnknownCode(string code) => Of("unknown-code", ("code", code));
    public static Refusal LineOutOfRange(int line) => Of("line-out-of-range", ("line", line));
    public static Refusal LineTwice(int line) => Of("line-twice", ("line", line));
    public static Refusal PriceNotPayable(int line, string currency) => Of("price-not-payable", ("line", line), ("currency", currency));
    public static Refusal CodeUsedUp(string code, string limit) => Of("code-used-up", ("code", code), ("limit", limit));
    public static Refusal CodeOver(string code, DateOnly until) => Of("code-over", ("code", code), ("until", until.ToString("O")));
    public static Refusal CodeOfAnother(string code) => Of("code-of-another", ("code", code));
    public static Refusal UnknownOffer(string offer) => Of("unknown-offer", ("offer", offer));
    public static Refusal OfferOver(string offer, DateOnly until) => Of("offer-over", ("offer", offer), ("until", until.ToString("O")));
    public static Refusal UnknownActivity(string activity, string known) => Of("unknown-activity", ("activity", activity), ("known", known));
    public static Refusal StarsOutOfRange(int stars, int fewest, int most) =>
        Of("stars-out-of-range", ("stars", stars), ("fewest", fewest), ("most", most));
    public static Refusal UnknownParticipation(string what, string known) => Of("unknown-participation", ("what", what), ("known", known));
    public static Refusal TakesPartAlready(string what) => Of("takes-part-already", ("what", what));
    public static Refusal NotTakingPart(string what) => Of("not-taking-part", ("what", what));
    public static Refusal ClubFull(string club, int most) => Of("club-full", ("club", club), ("most", most));
    public static Refusal TeamNeeded(string club) => Of("team-needed", ("club", club));
    public static Refusal TeamUnexpected(string what) => Of("team-unexpected", ("what", what));
    public static Refusal UnknownLeaderboard(string leaderboard, string known) => Of("unknown-leaderboard", ("leaderboard", leaderboard), ("known", known));
    public static Refusal LeaderboardGoesOn(string leaderboard, DateOnly until) => Of("leaderboard-goes-on", ("leaderboard", leaderboard), ("until", until.ToString("O")));
    public static Refusal LeaderboardEndless(string leaderboard) => Of("leaderboard-endless", ("leaderboard", leaderboard));
    public static Refusal LeaderboardClosed(string leaderboard) => Of("leaderboard-closed", ("leaderboard", leaderboard));
    public static Refusal UnknownGame(string game) => Of("unknown-game", ("game", game));
    public static Refusal GameClosed(string game) => Of("game-closed", ("game", game));
    public static Refusal NoPlayLeft(string game) => Of("no-play-left", ("game", game));
    public static Refusal NotCommitted(string epoch) => Of("not-committed", ("epoch", epoch));
    public static Refusal AlreadyCommitted(string epoch) => Of("already-committed", ("epoch", epoch));
    public static Refusal EpochGoesOn(string epoch) => Of("epoch-goes-on", ("epoch", epoch));
    public static Refusal NotTheSecret(string epoch) => Of("not-the-secret", ("epoch", epoch));
    public static Refusal ItemUnavailable(string reward, string item) => Of("item-unavailable", ("reward", reward), ("item", item));
    public static Refusal UnknownLine(string line) => Of("unknown-line", ("line", line));
    public static Refusal AmountNotPositive(decimal amount) => Of("amount-not-positive", ("amount", amount));
    public static Refusal UnknownCard(string card) => Of("unknown-card", ("card", card));
    public static Refusal CardInactive(string card) => Of("card-inactive", ("card", card));
    public static Refusal NotLoadable(string unit, string card, string currency) => Of("not-loadable", ("unit", unit), ("card", card), ("currency", currency));

    public static Refusal NotUsable(string unit, string needs) => Of("not-usable", ("unit", unit), ("needs", needs));
    public static Refusal CardExpired(string card) => Of("card-expired", ("card", card));
    public static Refusal CardOfAnother(string card) => Of("card-of-another", ("card", card));
    public static Refusal CardOwnerNotIdentified(string card) => Of("card-owner-not-identified", ("card", card));
    public static Refusal AccountClosed(string member) => Of("account-closed", ("whose", member));
    public static Refusal AccountOff(string member) => Of("account-off", ("whose", member));
    public static Refusal MoneyLeft(string unit, long have) => Of("money-left", ("unit", unit), ("have", have));
    public static Refusal SameMember(string member) => Of("same-member", ("member", member));
    public static Refusal MergedAlready(string member, string into) => Of("merged-already", ("member", member), ("already", into));
    public static Refusal HasMerged(string member, string others) => Of("has-merged", ("member", member), ("others", others));
    public static Refusal NotMerged(string member) => Of("not-merged", ("member", member));
    public static Refusal ReservationOpen(string redemption) => Of("reservation-open", ("redemption", redemption));
    public static Refusal NoHouseholds() => Of("no-households");
    public static Refusal InHousehold(string member, string household) => Of("in-household", ("member", member), ("already", household));
    public static Refusal HouseholdFull(string household, int most) => Of("household-full", ("household", household), ("most", most));
    public static Refusal NotInHousehold(string member) => Of("not-in-household", ("member", member));
    public static Refusal NotTransferable(string unit) => Of("not-transferable", ("unit", unit));

    public static Refusal TransferLimitReached(string unit, string limit, long most, long used) =>
        Of("transfer-limit-reached", ("unit", unit), ("limit", limit), ("most", most), ("used", used));

    public static Refusal MoreThanExpired(string unit, long expired) => Of("more-than-expired", ("unit", unit), ("expired", expired));
    public static Refusal NothingToExtend(string unit) => Of("nothing-to-extend", ("unit", unit));
    public static Refusal NotInBatch(int item) => Of("not-in-batch", ("item", item));
    public static Refusal UnknownPartner(string partner) => Of("unknown-partner", ("partner", partner));
    public static Refusal PartnerClosed(string partner) => Of("partner-closed", ("partner", partner));
    public static Refusal NoConsent(string partner) => Of("no-consent", ("partner", partner));
    public static Refusal NotAcceptedHere(string partner) => Of("not-accepted-here", ("partner", partner));
    public static Refusal UnknownGiving(string giving) => Of("unknown-giving", ("giving", giving));
    public static Refusal UnknownCause(string cause) => Of("unknown-cause", ("cause", cause));

    /// <summary>All of what a cause is owed cannot be paid to it: there is nothing, or it owes what was given too much.</summary>
    public static Refusal NothingOwed(string cause, long owed) => Of("amount-not-positive", ("amount", owed), ("cause", cause));
    public static Refusal MoreThanGiven(string cause, long given) => Of("more-than-given", ("cause", cause), ("given", given));
    public static Refusal SharesExceedTotal(string rule) => Of("shares-exceed-total", ("rule", rule));
    public static Refusal AmountTooLarge() => Of("amount-too-large");
    public static Refusal NoClaims() => Of("no-claims");
    public static Refusal ClaimedAlready(string purchase) => Of("claimed-already", ("purchase", purchase));
    public static Refusal ClaimTooLate(string purchase, DateOnly until) => Of("claim-too-late", ("purchase", purchase), ("until", until.ToString("O")));
    public static Refusal ClaimLimitReached(string limit, long most, long used) => Of("claim-limit-reached", ("limit", limit), ("most", most), ("used", used));
    public static Refusal AlreadyReturned(string purchase) => Of("already-returned", ("purchase", purchase));

    public static Refusal ReturnExceedsPurchase(string line, decimal remaining) =>
        Of("return-exceeds-purchase", ("line", line), ("remaining", remaining));

    public static Refusal NothingToFulfil(string redemption) => Of("nothing-to-fulfil", ("redemption", redemption));
    public static Refusal StageImpossible(string redemption, string stage, string now, string next) =>
        Of("stage-impossible", ("redemption", redemption), ("wanted", stage), ("now", now), ("next", next));
    public static Refusal RedemptionClosed(string redemption) => Of("redemption-closed", ("redemption", redemption));
    public static Refusal RedemptionTimedOut(string redemption) => Of("redemption-timed-out", ("redemption", redemption));
    public static Refusal RedemptionOpen(string redemption) => Of("redemption-open", ("redemption", redemption));
    public static Refusal MoreThanReserved(string unit, long reserved) =>
        Of("more-than-reserved", ("unit", unit), ("reserved", reserved));

    public static Refusal ChooseUnits(string reward) => Of("choose-units", ("reward", reward));
    public static Refusal TooFewUnits(string reward, long least) => Of("too-few-units", ("reward", reward), ("least", least));
    public static Refusal RewardNotYet(DateOnly from) => Of("reward-not-yet", ("from", from.ToString("O")));
    public static Refusal RewardOver(DateOnly until) => Of("reward-over", ("until", until.ToString("O")));
    public static Refusal NotForMember(string reward, string needs) => Of("not-for-member", ("reward", reward), ("needs", needs));
    public static Refusal OutOfStock(string reward, long left) => Of("out-of-stock", ("reward", reward), ("left", left));
    public static Refusal NothingToTakeOff(string reward) => Of("nothing-to-take-off", ("reward", reward));
    public static Refusal LimitReached(string reward, string limit, long most, long used) =>
        Of("limit-reached", ("reward", reward), ("limit", limit), ("most", most), ("used", used));

    public static Refusal OnlyUsedAtOnce(string reward) => Of("only-used-at-once", ("reward", reward));

    public static Refusal NotEnoughUnits(string unit, long have, long need) =>
        Of("not-enough-units", ("unit", unit), ("have", have), ("need", need), ("missing", need - have));

    public static Refusal UnknownMembership(string plan) => Of("unknown-membership", ("plan", plan));
    public static Refusal StartsInThePast(DateTimeOffset starts) =>
        Of("starts-in-the-past", ("begins", starts.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
    public static Refusal MembershipHeld(string plan, DateOnly until) => Of("membership-held", ("plan", plan), ("until", until.ToString("O")));
    public static Refusal MembershipNotHeld(string plan) => Of("membership-not-held", ("plan", plan));
    public static Refusal MembershipForLife(string plan) => Of("membership-for-life", ("plan", plan));
    public static Refusal RefundExceedsFee(string plan, long remaining) => Of("refund-exceeds-fee", ("plan", plan), ("remaining", remaining));

    public static Refusal UnknownInviter(string member) => Of("unknown-inviter", ("whom", member));
    public static Refusal RefersSelf(string member) => Of("refers-self", ("whom", member));
    public static Refusal InviterSet(string member) => Of("inviter-set", ("already", member));
    public static Refusal ReferralRing(string member) => Of("referral-ring", ("whom", member));
    public static Refusal AlreadyCustomer(string member) => Of("already-customer", ("whom", member));

    /// <summary>The same, with how much of what is needed there is.</summary>
    public Refusal SoFar(long have, long need) => this with
    {
        Facts = new Dictionary<string, string>(Facts) { ["have"] = FormattableString.Invariant($"{have}"), ["need"] = FormattableString.Invariant($"{need}") },
    };

    /// <summary>The same, of one command of a batch, by its number.</summary>
    public Refusal InBatch(int item) => this with
    {
        Facts = new Dictionary<string, string>(Facts) { ["item"] = FormattableString.Invariant($"{item}") },
    };

    private static Refusal Of(string code, params (string Name, object Value)[] facts) =>
        new(code, facts.ToDictionary(f => f.Name, f => FormattableString.Invariant($"{f.Value}")));
}

/// <summary>What a decision came to: the events, or a refusal and no events.</summary>
public sealed record Decision(IReadOnlyList<Event> Events, Refusal? Refusal)
{
    public bool IsAccepted => Refusal is null;

    /// <summary>Where the events were booked, if that is to be asked again.</summary>
    internal Ledger? Booked { get; init; }

    public static Decision Accept(IReadOnlyList<Event> events) => new(events, null);

    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
