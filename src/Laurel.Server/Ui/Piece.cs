using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Laurel.Server.Ui;

/// <summary>A piece of a page: it knows for whom it is made, and speaks her language.</summary>
public abstract partial class Piece : ComponentBase
{
    [Inject]
    internal Visitor Visitor { get; set; } = null!;

    private protected Language Language => Visitor.Language;

    private protected CultureInfo Culture => Language.Culture();

    private protected string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Tie(Words.Say(Language, key, values));

    /// <summary>A text whose lines break at no place that would part an amount from its currency.</summary>
    private protected static string Tie(string? text) => Tight().Replace(text ?? "", "\u00a0");

    /// <summary>The spaces at which no line may break: between an amount and its currency, and those that French keeps before some marks.</summary>
    [GeneratedRegex(" (?=[:;?!%»€])|(?<=[«€]) ")]
    private static partial Regex Tight();

    private protected string Link(string path) => Visitor.Link(path);
}
