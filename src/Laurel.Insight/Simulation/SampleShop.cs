namespace Laurel.Insight.Simulation;

/// <summary>
/// Lumière, an invented café and delicatessen in Brussels with three shops and an online shop, whose loyalty program has an effect
/// that is <b>known</b>, because we made it: whatever measures it can be held to the truth.
/// </summary>
/// <remarks>
/// <para><b>The truth.</b> From the day after she joined, a member buys 6% more often than she would have had she not joined
/// (<see cref="SampleShopOptions.ProgramEffect"/>), and her offers, messages and surprises make it 4% more again
/// (<see cref="SampleShopOptions.ExtrasEffect"/>); the holdout, every member of one household in ten, gets none of these. Baskets
/// do not change: neither the program nor its extras make anyone spend more at a time. Joining as it really goes, with extras for all
/// but the holdout, therefore comes to about 10%: that is what a comparison over time sees.</para>
/// <para><b>What a naive comparison says.</b> With the default options members who bought since the launch spent 73% more than
/// recognised customers who never joined. But the same people spent 48% more <i>before</i> the launch: who buys often likes to join
/// (<see cref="SampleShopOptions.SelfSelection"/>). <see cref="Truth"/> gives these figures for any options.</para>
/// <para><b>The world.</b> Purchase rates differ between people as a gamma variable, households share a part of it, customers come
/// and go (as in the Pareto/NBD model). When a person comes, goes and decides to join are independent of each other, so comparison
/// over time with those who joined later is sound, unless <see cref="SampleShopOptions.BeforeJoining"/> disturbs it; with those who
/// never joined it is not, because the same season moves people who buy more by more.
/// Busy are December, the week before Easter and Valentine's Day; July and August are quiet. Some people pay in cash, and nobody
/// knows them until they join; passers-by are seen once. Two or three in a hundred purchases come back, whole or in part.</para>
/// <para><b>Rewards.</b> Members ask for rewards by their own rough count of beans, which forgets every bonus; the few requests that
/// the program refuses are harmless, and the purchase that follows does not depend on them.</para>
/// <para>Amounts are whole cents, times are UTC with whole seconds, and everything follows from the seed alone.</para>
/// </remarks>
public sealed class SampleShop
{
    private readonly SampleShopOptions options;

    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range; the message says which and why.</exception>
    public SampleShop(SampleShopOptions? options = null)
    {
        this.options = options ?? new SampleShopOptions();
        this.options.Check();
    }

    /// <summary>
    /// All that happens, in time order and made as it is read: <see cref="EnrolMember"/>, <see cref="RecordPurchase"/>,
    /// <see cref="ReturnLines"/> and <see cref="ReserveReward"/>, ready for the writer. Reading it again gives the same.
    /// </summary>
    public IEnumerable<Command> Commands() => new ShopYear(options).Commands();

    /// <summary>
    /// The same year with what happens beside the till (<see cref="ShopCare"/>): consents, requests, ratings, a bag that is sent. Nobody buys more
    /// or less because of it.
    /// </summary>
    public IEnumerable<Command> CommandsWithCare() => new ShopCare(options).Around(Commands());

    /// <summary>
    /// The same people on the same days without their baskets, some hundred times cheaper than <see cref="Commands"/>: for studies
    /// over thousands of worlds. Passers-by and returns are left out.
    /// </summary>
    public ShopOutcomes Outcomes() => new OutcomeCount(options).Run();

    /// <summary>The effects as they came out in this world, beside the naive comparison.</summary>
    public ShopTruth Truth() => Outcomes().Truth();

    /// <summary>The id of a person of <see cref="Outcomes"/>, should she join.</summary>
    public MemberId MemberOf(int person) => ShopNames.Member(options.Seed, person);

    /// <summary>The id under which a recognised person is known before she joins.</summary>
    public ShopperId ShopperOf(int person) => ShopNames.Shopper(options.Seed, person);

    /// <summary>The invented personal data of a member, for the tables that hold such; the commands hold none.</summary>
    public ShopCard CardOf(MemberId member) => ShopCard.Of(options.Seed, member);
}
