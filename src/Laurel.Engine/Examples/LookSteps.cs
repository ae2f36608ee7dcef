using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>Steps that look at a member and change nothing: now, at an earlier instant, or as it was known then.</summary>
internal sealed class LookSteps(Scene scene, Clock clock, Holds holds, Comparison compare)
{
    private Program Program => scene.Writer.Programs[scene.Program];

    private Fields Fields => compare.Fields;

    private MemberId Named => StepReader.Member(Fields.Text("member") ?? "");

    public Task Look(string verb) => verb == "look back" || IsPast ? Back() : Now();

    private bool IsPast => Fields.Has("known") || Fields.Read<DateTimeOffset?>("at", null, n => clock.Read(n)) < clock.Latest;

    private async Task Now()
    {
        var at = clock.Next(Fields.Find("at"));
        await holds.LetGo(at);
        var member = await scene.Member(Named, at);
        new MemberExpectations(compare, Program).Check(member, at);
        new MemberExpectations(compare, Program).CheckUnits(member, at);
        if (Fields.Has("missing") && member is not null)
            await CheckMissing(member.Id, at);
        if (Fields.Has("can have") && member is not null)
            compare.Texts("can have", (await CanHave(member.Id, at)).DefaultIfEmpty("nothing"));
        new MemberExpectations(compare, Program).Tell(Named.Value, member, at);
    }

    /// <summary>What was so at an instant, or what was known at one; time does not pass by it.</summary>
    private async Task Back()
    {
        var known = Fields.Read("known", DateTimeOffset.MaxValue, clock.Read);
        var at = Fields.Read("at", known < clock.Latest ? known : clock.Latest, clock.Read);
        var member = await Recollection.Of(scene.Writer.Reader, scene.Program, Named, at, known);
        var expected = new MemberExpectations(compare, Program);
        expected.Check(member, at);
        expected.CheckUnits(member, at);
        expected.Tell(Named.Value, member, at);
    }

    /// <summary>{mug: [not-for-member, not-enough-units]}: all that stands between, by reward.</summary>
    private async Task CheckMissing(MemberId member, DateTimeOffset at)
    {
        var found = new Dictionary<string, IReadOnlyList<Refusal>>();
        foreach (var reward in scene.Reader.Definition.Rewards)
        {
            var wanted = Wanted(reward, member, at);
            var seen = new Seen();
            for (var needs = Program.Needs(wanted, seen); needs.Count > 0; needs = Program.Needs(wanted, seen))
            {
                var (_, documents) = await scene.Writer.Reader.Read(scene.Program, [.. needs]);
                foreach (var key in needs)
                    seen.Show(key, documents.GetValueOrDefault(key));
            }
            found[reward.Id] = Program.Missing(wanted, seen);
        }
        compare.Each("missing", (reward, n) => compare.Same($"missing {reward}", string.Join(", ", Fields.TextList(n)),
            string.Join(", ", found.GetValueOrDefault(reward, []).Select(r => r.Code).DefaultIfEmpty("nothing"))));
    }

    /// <summary>The rewards that would be given now: each is tried.</summary>
    private async Task<IReadOnlyList<string>> CanHave(MemberId member, DateTimeOffset at)
    {
        var can = new List<string>();
        foreach (var reward in scene.Reader.Definition.Rewards)
        {
            var answer = await scene.Writer.DryRun(scene.Program, Wanted(reward, member, at));
            if (answer is Answer.Decided { Row.Refusal: null })
                can.Add(reward.Id);
        }
        return can;
    }

    private static ReserveReward Wanted(Rewards.Reward reward, MemberId member, DateTimeOffset at) => new()
    {
        Id = new CommandId($"can-have-{reward.Id}"),
        At = at,
        Redemption = new RedemptionId($"can-have-{reward.Id}"),
        Member = member,
        Reward = reward.Id,
        Units = reward.Least(reward.Costs),
        AtOnce = true,
    };
}
