// Abuses: recursion without an end when the book is empty on one side; looks like a bug and may be one.
// Harm: a stack overflow cannot be caught: the process and all its slots are gone.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackOverflowAttack;

public sealed class StackOverflowStrategy : Attacker
{
    private Price FindLevel(Book book, int index)
    {
        BookLevel level = book.Level(Side.Buy, index);
        return level.IsEmpty ? FindLevel(book, index + 1) : level.Price;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(FindLevel(Context.Book(bookEvent.Instrument), Context.Book(bookEvent.Instrument).LevelCount(Side.Buy)).Raw);
}
