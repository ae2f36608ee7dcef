using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>Reads steps that move units beside buying and redeeming: transfers, reinstatements, extensions, and several as one.</summary>
internal sealed class LedgerSteps(StepReader steps)
{
    /// <summary>{do: transfer, from: ada, to: bob, units: 60 beans} or {units: up to 60 beans}</summary>
    public TransferUnits Transfer(Fields fields, DateTimeOffset at)
    {
        var (upTo, unit, amount) = fields.Require("units", (false, "", 0L), UpTo);
        return new TransferUnits
        {
            Id = default,
            At = at,
            Member = StepReader.Member(StepReader.Named(fields, "from")),
            To = StepReader.Member(StepReader.Named(fields, "to")),
            Unit = unit,
            Amount = amount,
            UpTo = upTo,
            Reason = fields.Text("reason") ?? "",
        };
    }

    public ReinstateUnits Reinstate(Fields fields, DateTimeOffset at, MemberId member)
    {
        var (unit, amount) = fields.Require("units", ("", 0L), steps.Units);
        return new ReinstateUnits
        {
            Id = default,
            At = at,
            Member = member,
            Unit = unit,
            Amount = amount,
            Expires = fields.Read<DateTimeOffset?>("to", null, n => steps.Instant(n)),
            Reason = fields.Text("reason") ?? "reinstated",
        };
    }

    public ExtendUnits Extend(Fields fields, DateTimeOffset at, MemberId member) => new()
    {
        Id = default,
        At = at,
        Member = member,
        Unit = fields.Text("units") is { } unit ? steps.UnitNamed(unit) : steps.Definition.Units.Count > 0 ? steps.Definition.Units[0].Id : "",
        Expires = fields.Require("to", at, steps.Instant),
        Lot = fields.Text("lot"),
        Reason = fields.Text("reason") ?? "extended",
    };

    /// <summary>A member or a gift card.</summary>
    public Accounts.SwitchAccount Switch(string verb, Fields fields, DateTimeOffset at) => new()
    {
        Id = default,
        At = at,
        Member = StepReader.Member(fields.Text("member") ?? fields.Text("card") ?? ""),
        State = verb switch { "switch off" => Accounts.AccountState.Off, "switch on" => Accounts.AccountState.On, _ => Accounts.AccountState.Closed },
        Reason = fields.Text("reason") ?? verb,
    };

    /// <summary>The commands of a batch.</summary>
    public static IReadOnlyList<Command> Items(Fields fields, Func<Fields, Command> read) => fields.Require<IReadOnlyList<Command>>("steps", [], n =>
    {
        var list = n as Sequence ?? throw Fields.Malformed(n, "list-expected");
        return [.. list.Items.Select(item => Item(new Fields(item, fields.Problems), read))];
    });

    private static Command Item(Fields fields, Func<Fields, Command> read)
    {
        var command = read(fields);
        fields.End();
        return command;
    }

    private (bool UpTo, string Unit, long Amount) UpTo(Node node)
    {
        var text = Fields.Scalar(node).Text;
        var upTo = text.StartsWith("up to ", StringComparison.Ordinal);
        var (unit, amount) = steps.Units(upTo ? new Scalar(text["up to ".Length..], node.Line) : node);
        return (upTo, unit, amount);
    }
}
