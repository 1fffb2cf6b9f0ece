package chat.search;

import chat.domain.BlockLayout;
import chat.domain.Caller;
import chat.domain.ConversationRow;
import chat.domain.InvalidValueException;
import chat.domain.Match;
import chat.domain.Snippet;
import chat.limits.Limit;
import chat.limits.RateLimits;
import chat.port.ConversationList;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.port.TextBlocks;
import chat.protocol.ErrorCode;
import chat.protocol.FrameSize;
import chat.protocol.Search;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Hit;
import chat.protocol.ServerFrame.Searched;
import chat.search.PieceReader.Candidate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Finds the user's messages that match a query, newest conversations first. Each hit is read from
/// the log, strongly consistent, before it is returned.
public final class SearchMessages {
    /// The pieces and messages that are read side by side.
    static final int SIDE_BY_SIDE = 8;

    private final ConversationList list;
    private final HiddenMessages hidden;
    private final PieceReader pieces;
    private final CurrentTexts texts;
    private final Surroundings surroundings;

    /// What a search needs besides the tables.
    public record Surroundings(
            BlockLayout layout, RateLimits limits, Parallel parallel, InstantSource clock) {}

    public SearchMessages(
            ConversationList list,
            HiddenMessages hidden,
            MessageLog log,
            TextBlocks blocks,
            Surroundings surroundings) {
        this.list = list;
        this.hidden = hidden;
        this.pieces = new PieceReader(log, blocks, surroundings.layout());
        this.texts = new CurrentTexts(log);
        this.surroundings = surroundings;
    }

    /// @return [Searched], ending at the limit, at one frame, or when the request has done its
    ///   share of the work
    public ServerFrame handle(Caller caller, Search search, Instant now) {
        var self = search.peer().flatMap(peer -> search.rejectSelf(caller.user(), "peer", peer));
        if (self.isPresent()) {
            return self.get();
        }
        Optional<SearchCursor> cursor;
        try {
            cursor = search.cursor().map(text -> SearchCursor.decode(search, text));
        } catch (InvalidValueException invalid) {
            return search.reject(ErrorCode.INVALID_FIELD, "cursor " + invalid.getMessage());
        }
        var wait = surroundings.limits().take(Limit.SEARCHES, caller.user().value(), now);
        return wait.<ServerFrame>map(time -> search.rateLimited("too many searches", time))
                .orElseGet(() -> page(search, new Run(caller, search).from(cursor, now)));
    }

    /// A hit, and the cursor that continues after it.
    private record Found(Hit hit, SearchCursor cursor) {}

    /// @param rest where the search continues; empty at its end
    private record Result(List<Found> found, Optional<SearchCursor> rest) {}

    private static Searched page(Search search, Result result) {
        var hits = result.found().stream().map(Found::hit).toList();
        int fitting = FrameSize.searched(hits);
        Optional<SearchCursor> rest =
                fitting < hits.size()
                        ? Optional.of(result.found().get(fitting - 1).cursor())
                        : result.rest();
        return new Searched(
                search.requestId(),
                hits.subList(0, fitting),
                rest.map(cursor -> cursor.encode(search)));
    }

    /// One request.
    private final class Run {
        private final Caller caller;
        private final Search search;
        private final List<Found> found = new ArrayList<>();

        Run(Caller caller, Search search) {
            this.caller = caller;
            this.search = search;
        }

        /// Reads pieces until the page is full, the budget is spent, or the search ends. It reads
        /// one at first, since the newest messages often fill a page, then more side by side.
        Result from(Optional<SearchCursor> start, Instant now) {
            var budget = new Budget(surroundings.clock(), now);
            Walk walk = start.map(cursor -> resume(cursor, budget)).orElseGet(() -> start(budget));
            int width = 1;
            while (true) {
                List<Step> steps = walk.next(width);
                if (steps.isEmpty()) {
                    return new Result(found, Optional.empty());
                }
                Optional<SearchCursor> stop = take(steps, read(steps), budget);
                if (stop.isPresent() && (found.size() >= search.limit() || budget.isSpent())) {
                    return new Result(found, stop);
                }
                if (stop.isPresent()) {
                    walk = resume(stop.get(), budget);
                } else if (budget.isSpent()) {
                    Step last = steps.getLast();
                    return new Result(found, Optional.of(last.cursor(last.piece().from())));
                }
                width = Math.min(SIDE_BY_SIDE, width * 2);
            }
        }

        private Walk start(Budget budget) {
            return Walk.start(list, surroundings.layout(), caller.user(), search, budget);
        }

        private Walk resume(SearchCursor cursor, Budget budget) {
            return Walk.resume(list, surroundings.layout(), caller.user(), search, budget, cursor);
        }

        private List<PieceReader.Read> read(List<Step> steps) {
            var calls = new ArrayList<Supplier<PieceReader.Read>>();
            steps.forEach(step -> calls.add(() -> pieces.read(step.piece(), search.query())));
            return surroundings.parallel().all(calls);
        }

        /// Takes the hits of pieces.
        ///
        /// @return where the search continues, if not after the last piece
        private Optional<SearchCursor> take(
                List<Step> steps, List<PieceReader.Read> reads, Budget budget) {
            reads.forEach(read -> budget.spend(read.readUnits()));
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                var stop = take(step, shown(step.piece(), reads.get(i).candidates()), budget);
                if (stop.isPresent()) {
                    return stop;
                }
                long from = reads.get(i).from();
                if (from > step.piece().from()) {
                    return Optional.of(step.cursor(from));
                }
            }
            return Optional.empty();
        }

        private Optional<SearchCursor> take(Step step, List<Candidate> candidates, Budget budget) {
            int next = 0;
            while (next < candidates.size()) {
                int end = Math.min(candidates.size(), next + SIDE_BY_SIDE);
                var some = candidates.subList(next, end);
                budget.spend(some.size());
                for (Found hit : hits(step, some)) {
                    found.add(hit);
                    if (found.size() == search.limit()) {
                        return Optional.of(hit.cursor());
                    }
                }
                next = end;
                if (next < candidates.size() && budget.isSpent()) {
                    return Optional.of(step.cursor(some.getLast().seq()));
                }
            }
            return Optional.empty();
        }

        /// The candidates without those that the user has hidden.
        private List<Candidate> shown(Piece piece, List<Candidate> candidates) {
            ConversationRow row = piece.row();
            if (candidates.isEmpty() || row.hidden().version() == 0) {
                return candidates;
            }
            Set<Long> seqs =
                    hidden.between(
                            row.user(),
                            row.peer(),
                            candidates.getLast().seq(),
                            candidates.getFirst().seq());
            return candidates.stream()
                    .filter(candidate -> !seqs.contains(candidate.seq()))
                    .toList();
        }

        /// The candidates that match as they are now.
        private List<Found> hits(Step step, List<Candidate> candidates) {
            var calls = new ArrayList<Supplier<Optional<Found>>>();
            candidates.forEach(candidate -> calls.add(() -> hit(step, candidate)));
            return surroundings.parallel().all(calls).stream().flatMap(Optional::stream).toList();
        }

        private Optional<Found> hit(Step step, Candidate candidate) {
            var conversation = step.piece().conversation();
            return candidate
                    .entry()
                    .map(entry -> texts.of(conversation, entry))
                    .orElseGet(() -> texts.of(conversation, candidate.seq()))
                    .flatMap(text -> hit(step, text));
        }

        private Optional<Found> hit(Step step, CurrentTexts.Text text) {
            List<Match> matches = search.query().in(text.text());
            if (matches.isEmpty()) {
                return Optional.empty();
            }
            var message = text.message();
            var hit =
                    new Hit(
                            step.piece().row().peer(),
                            message.seq(),
                            message.from(),
                            message.sentAt(),
                            Snippet.of(text.text(), matches));
            return Optional.of(new Found(hit, step.cursor(message.seq())));
        }
    }
}
